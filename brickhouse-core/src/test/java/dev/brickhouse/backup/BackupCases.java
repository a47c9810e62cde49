package dev.brickhouse.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brickhouse.client.ChildProcess;
import dev.brickhouse.client.ClientPrograms;
import dev.brickhouse.embedded.TestServer;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.sql.Transactions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What the tests of backups share. */
public final class BackupCases {

    private static final int NEWEST_CLIENT = 30;

    private BackupCases() {}

    static BackupRequest request(
            TestDatabase database, BackupContent content, BackupFormat format, WriterKind writer, Path directory) {
        return BackupRequest.builder()
                .content(content)
                .format(format)
                .writer(writer)
                .compression(0)
                .directory(directory)
                .clientEnvironment(() -> environment(database.dataSource()))
                .build();
    }

    public static RestoreRequest restore(TestDatabase database, Path backup, boolean overwrite) {
        return new RestoreRequest(
                RetailSchema.DEFAULT, backup, overwrite, Optional.empty(), () -> environment(database.dataSource()));
    }

    public static Map<String, String> environment(PGSimpleDataSource dataSource) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PGHOST", dataSource.getServerNames()[0],
                "PGPORT", Integer.toString(dataSource.getPortNumbers()[0]),
                "PGDATABASE", dataSource.getDatabaseName(),
                "PGUSER", dataSource.getUser()));
        if (dataSource.getPassword() != null) {
            environment.put("PGPASSWORD", dataSource.getPassword());
        }
        return environment;
    }

    /** The build machine's pg_dump may be older than the server, and then there is nothing to test. */
    static void assumeWritable(WriterKind writer) {
        if (writer == WriterKind.PG_DUMP) {
            int major = Integer.parseInt(TestServer.postgresVersion());
            assumeThat(ClientPrograms.ofThisMachine(Optional.empty())
                            .find("pg_dump", major)
                            .map(ClientPrograms.Program::major)
                            .orElse(0))
                    .as("major version of the newest pg_dump on this machine")
                    .isGreaterThanOrEqualTo(major);
        }
    }

    /** Every pg_dump on this machine that knows the tested server, the oldest first. */
    static List<ClientPrograms.Program> pgDumps() {
        ClientPrograms programs = ClientPrograms.ofThisMachine(Optional.empty());
        return IntStream.rangeClosed(Integer.parseInt(TestServer.postgresVersion()), NEWEST_CLIENT)
                .mapToObj(major -> programs.find("pg_dump", major).filter(program -> program.major() >= major))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** Runs a script as a user would who has nothing but psql. */
    static void psql(TestDatabase target, Path script) throws IOException {
        psql(target.dataSource(), script);
    }

    /** As {@link #psql(TestDatabase, Path)}, as the user of a data source. */
    static void psql(PGSimpleDataSource target, Path script) throws IOException {
        Optional<ClientPrograms.Program> psql =
                ClientPrograms.ofThisMachine(Optional.empty()).find("psql", Integer.MAX_VALUE);
        assumeThat(psql).as("psql on this machine").isPresent();
        try (ChildProcess child = ChildProcess.start(
                List.of(
                        psql.get().path().toString(),
                        "--no-psqlrc",
                        "--quiet",
                        "--set=ON_ERROR_STOP=1",
                        "--output=/dev/null",
                        "--file=" + script),
                environment(target))) {
            assertThat(child.await()).as(child.firstError()).isTrue();
        }
    }

    /** A checksum of every table that a backup can hold, by table. */
    static Map<String, TableChecksum> checksums(DataSource dataSource) throws SQLException {
        return Transactions.call(dataSource, connection -> {
            Map<String, TableChecksum> checksums = new TreeMap<>();
            for (String table : RetailSchema.allTables()) {
                checksums.put(table, TableChecksums.of(connection, "public", table));
            }
            return checksums;
        });
    }

    /**
     * Everything about our objects that an application or a later goal could notice. PostgreSQL itself moves the casts
     * of a CHECK when it reads back what it wrote, so these are left out.
     */
    static List<String> definitions(TestDatabase database) throws SQLException {
        return database.rows("""
                SELECT 'column', attrelid::regclass::text, attname::text, format_type(atttypid, atttypmod), attnotnull::text,
                       attidentity::text, pg_get_expr(adbin, adrelid)
                  FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
                 WHERE attnum > 0 AND attrelid IN (SELECT oid FROM pg_class WHERE relkind IN ('r', 'm')
                       AND relnamespace IN ('public'::regnamespace, 'analytics'::regnamespace))
                UNION ALL
                SELECT 'constraint', conrelid::regclass::text, conname::text,
                       regexp_replace(pg_get_constraintdef(oid), '::(character varying|text)(\\[\\])?|[()]', '', 'g'), convalidated::text, '', ''
                  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f', 'c')
                UNION ALL
                SELECT 'index', schemaname, tablename, indexname, indexdef, '', ''
                  FROM pg_indexes WHERE schemaname IN ('public', 'analytics')
                UNION ALL
                SELECT 'view', matviewname, definition, '', '', '', '' FROM pg_matviews WHERE schemaname = 'analytics'
                UNION ALL
                SELECT 'sequence', sequencename, data_type::text, start_value::text, max_value::text, increment_by::text, ''
                  FROM pg_sequences WHERE schemaname = 'public'
                UNION ALL
                SELECT 'owned', objid::regclass::text, refobjid::regclass::text, refobjsubid::text, deptype::text, '', ''
                  FROM pg_depend WHERE classid = 'pg_class'::regclass AND deptype IN ('a', 'i') AND refobjsubid > 0
                   AND objid IN (SELECT oid FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace)
                UNION ALL
                SELECT 'comment', objoid::regclass::text, objsubid::text, description, '', '', ''
                  FROM pg_description WHERE classoid = 'pg_class'::regclass
                   AND objoid IN (SELECT oid FROM pg_class WHERE relnamespace IN ('public'::regnamespace, 'analytics'::regnamespace))
                 ORDER BY 1, 2, 3, 4, 5
                """);
    }

    /** Where each sequence stands. */
    static List<String> sequences(TestDatabase database) throws SQLException {
        return database.rows("SELECT sequencename, last_value FROM pg_sequences ORDER BY 1");
    }
}
