package dev.brickhouse.backup;

import static dev.brickhouse.backup.BackupCases.assumeWritable;
import static dev.brickhouse.backup.BackupCases.checksums;
import static dev.brickhouse.backup.BackupCases.definitions;
import static dev.brickhouse.backup.BackupCases.psql;
import static dev.brickhouse.backup.BackupCases.sequences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.client.ClientPrograms;
import dev.brickhouse.console.Console;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.seed.SeedFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What somebody gets who has a script, psql and a new database, and not this plugin. */
@Tag("every-version")
class PsqlScriptIT {

    private static TestDatabase source;

    @TempDir
    private Path directory;

    private TestDatabase target;

    @BeforeAll
    static void seed() throws SQLException {
        source = TestDatabase.create();
        SeedFixture.seeder(source.dataSource()).seed(SeedFixture.smallRequest());
        source.execute(
                "COMMENT ON SCHEMA public IS E'it''s ours\\nCREATE SCHEMA mine;\\n';"
                        + " COMMENT ON SCHEMA analytics IS 'figures'; GRANT CREATE ON SCHEMA public TO PUBLIC;"
                        + " UPDATE orders SET notes = E'CREATE SCHEMA mine;\\nCOPY a (b) FROM stdin;\\n\\\\.\\n' WHERE order_id = 7");
    }

    @AfterAll
    static void dropSource() throws SQLException {
        source.close();
    }

    @BeforeEach
    void createTarget() throws SQLException {
        target = TestDatabase.create();
    }

    @AfterEach
    void dropTarget() throws SQLException {
        target.close();
    }

    /** Empty stands for the built-in writer. */
    static Stream<Optional<Path>> writers() {
        return Stream.concat(
                Stream.of(Optional.empty()),
                BackupCases.pgDumps().stream().map(program -> Optional.of(program.path())));
    }

    @ParameterizedTest
    @MethodSource("writers")
    void aFullScriptGoesIntoANewDatabase(Optional<Path> pgDump) throws SQLException, IOException {
        psql(target, take(source, BackupContent.FULL, BackupScope.SCHEMAS, pgDump));

        assertSameAsSource();
        assertThat(target.rows("SELECT count(*) FROM analytics.inventory_summary"))
                .isEqualTo(source.rows("SELECT count(*) FROM analytics.inventory_summary"))
                .isNotEqualTo(List.of("0"));
    }

    @ParameterizedTest
    @MethodSource("writers")
    void rowsGoIntoWhatTheDefinitionsMade(Optional<Path> pgDump) throws SQLException, IOException {
        psql(target, take(source, BackupContent.SCHEMA, BackupScope.SCHEMAS, pgDump));
        psql(target, take(source, BackupContent.DATA, BackupScope.SCHEMAS, pgDump));

        assertSameAsSource();
    }

    @ParameterizedTest
    @CsvSource({"SCHEMAS", "DATABASE"})
    void whatIsNotOursGoesAlong(BackupScope scope) throws SQLException, IOException {
        assumeWritable(WriterKind.PG_DUMP);
        try (TestDatabase own = TestDatabase.create()) {
            TestSchemas.migrate(own.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
            String body = "BEGIN\nCREATE SCHEMA mine;\n/* it's\nCOPY public.stores (a) FROM stdin;\n*/\nEND";
            own.execute("CREATE FUNCTION make() RETURNS void LANGUAGE plpgsql AS $_$" + body + "$_$;"
                    + " CREATE TABLE \"COPY it\" (\"FROM\nstdin;\" text DEFAULT E'\\\\\\n\\\\.\\n');"
                    + " INSERT INTO \"COPY it\" VALUES (DEFAULT), ('CREATE SCHEMA mine;')");

            for (ClientPrograms.Program pgDump : BackupCases.pgDumps()) {
                try (TestDatabase elsewhere = TestDatabase.create()) {
                    psql(elsewhere, take(own, BackupContent.FULL, scope, Optional.of(pgDump.path())));

                    assertThat(elsewhere.rows("SELECT prosrc FROM pg_proc WHERE proname = 'make'"))
                            .containsExactly(body);
                    assertThat(elsewhere.rows("SELECT * FROM \"COPY it\""))
                            .containsExactly("\\\n\\.\n", "CREATE SCHEMA mine;");
                    assertThat(definitions(elsewhere)).isEqualTo(definitions(own));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("writers")
    void nobodyNeedsToOwnTheSchemaPublic(Optional<Path> pgDump) throws SQLException, IOException {
        try (TestDatabase own = TestDatabase.create()) {
            TestSchemas.migrate(own.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
            PGSimpleDataSource user = target.dataSourceOfNewUser();
            target.execute("GRANT CREATE ON DATABASE " + user.getDatabaseName() + " TO " + user.getUser()
                    + "; GRANT CREATE ON SCHEMA public TO " + user.getUser());

            psql(user, take(own, BackupContent.FULL, BackupScope.SCHEMAS, pgDump));

            assertThat(definitions(target)).isEqualTo(definitions(own));
        }
    }

    @Test
    void nothingIsReplacedInADatabaseThatHoldsRowsAlready() throws SQLException, IOException {
        Path script = take(source, BackupContent.FULL, BackupScope.SCHEMAS, Optional.empty());
        psql(target, script);
        target.execute("UPDATE orders SET notes = 'changed' WHERE order_id = 8");

        assertThatThrownBy(() -> psql(target, script))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("already exists");

        assertThat(target.rows("SELECT notes FROM orders WHERE order_id = 8")).containsExactly("changed");
    }

    private void assertSameAsSource() throws SQLException {
        assertThat(checksums(target.dataSource())).isEqualTo(checksums(source.dataSource()));
        assertThat(definitions(target)).isEqualTo(definitions(source));
        assertThat(sequences(target)).isEqualTo(sequences(source));
    }

    private Path take(TestDatabase database, BackupContent content, BackupScope scope, Optional<Path> pgDump) {
        BackupRequest request = BackupRequest.builder()
                .content(content)
                .scope(scope)
                .writer(pgDump.isPresent() ? WriterKind.PG_DUMP : WriterKind.BUILTIN)
                .directory(directory)
                .pgDump(pgDump.orElse(null))
                .clientEnvironment(() -> BackupCases.environment(database.dataSource()))
                .build();
        return BackupTask.backup(database.dataSource(), request, Console.SILENT).backup();
    }
}
