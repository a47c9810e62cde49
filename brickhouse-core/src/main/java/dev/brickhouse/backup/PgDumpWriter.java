package dev.brickhouse.backup;

import dev.brickhouse.client.ChildProcess;
import dev.brickhouse.client.ClientKey;
import dev.brickhouse.client.ClientPrograms;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.LockWaits;
import dev.brickhouse.schema.MonthlyPartitions;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.ConnectionBudget;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets pg_dump write, on the snapshot that the manifest is made from, and counts the rows that came out: those of a
 * script on their way into the file, those of the other formats by reading them back through pg_restore.
 */
final class PgDumpWriter implements BackupWriter {

    /** One that holds the snapshot, and pg_dump's own. */
    private static final int LEAST_CONNECTIONS = 2;

    private final BackupRequest request;
    private final ClientPrograms.Program pgDump;
    private final Optional<ClientPrograms.Program> pgRestore;
    private final LockWaits locks;
    private final ConnectionBudget budget;
    private final Console console;
    private final SqlStatements sql = SqlStatements.read(PgDumpWriter.class, "backup.sql", Map.of());

    /**
     * @param pgRestore what reads the formats other than a script
     * @param locks what is known of those that pg_dump has waited for
     * @param budget for pg_dump's own connections
     */
    PgDumpWriter(
            BackupRequest request,
            ClientPrograms.Program pgDump,
            Optional<ClientPrograms.Program> pgRestore,
            LockWaits locks,
            ConnectionBudget budget,
            Console console) {
        this.locks = locks;
        this.budget = budget;
        this.console = console;
        this.request = request;
        this.pgDump = pgDump;
        this.pgRestore = pgRestore;
    }

    @Override
    public WriterKind kind() {
        return WriterKind.PG_DUMP;
    }

    @Override
    public String version() {
        return pgDump.version();
    }

    @Override
    public Map<String, Long> write(Connection snapshot, Path target) throws SQLException, IOException {
        Map<String, Long> rows = Map.of();
        int jobs = jobs(snapshot);
        Map<String, String> environment = request.clientEnvironment().get();
        warnOfUnreadableKey(snapshot, environment);
        try (ChildProcess child = ChildProcess.start(command(snapshot, target, jobs), environment)) {
            child.input().close();
            if (request.format() == BackupFormat.PLAIN) {
                try (OutputStream file = ScriptFile.create(target);
                        OutputStream out = ScriptFile.compressed(file, request.compression())) {
                    rows = DumpScript.pass(child.output(), out);
                }
            }
            if (!child.await()) {
                throw new DatabaseException("pg_dump " + pgDump.version() + " (" + pgDump.path()
                        + ") could not write the backup; nothing was kept" + child.failure(locks));
            }
        }
        return withPartitions(snapshot, pgRestore.isPresent() ? readBack(pgRestore.get(), target) : rows);
    }

    /** Counts what pg_dump has written of the partitions of the orders as rows of the orders. */
    private Map<String, Long> withPartitions(Connection snapshot, Map<String, Long> rows) throws SQLException {
        Map<String, Long> counted = new HashMap<>(rows);
        for (String partition : MonthlyPartitions.names(snapshot, request.schema())) {
            Long written = counted.remove(request.schema().table(partition));
            if (written != null) {
                counted.merge(request.schema().table(RetailSchema.ORDERS), written, Long::sum);
            }
        }
        return counted;
    }

    private static Map<String, Long> readBack(ClientPrograms.Program pgRestore, Path backup) throws IOException {
        List<String> command = List.of(pgRestore.path().toString(), "--data-only", "--file=-", backup.toString());
        try (ChildProcess reader = ChildProcess.start(command, Map.of())) {
            reader.input().close();
            Map<String, Long> rows = DumpScript.pass(reader.output(), OutputStream.nullOutputStream());
            if (!reader.await()) {
                throw new EnvironmentException("pg_restore " + pgRestore.version() + " (" + pgRestore.path()
                        + ") could not read what pg_dump wrote; nothing was kept" + reader.failure());
            }
            return rows;
        }
    }

    private List<String> command(Connection snapshot, Path target, int jobs) throws SQLException {
        List<String> command = new ArrayList<>(List.of(
                pgDump.path().toString(),
                "--no-password",
                "--encoding=UTF8",
                "--format=" + ParameterReader.label(request.format()),
                "--snapshot=" + exported(snapshot)));
        if (request.format() == BackupFormat.PLAIN) {
            command.addAll(List.of("--no-owner", "--no-privileges"));
        } else {
            command.addAll(List.of("--file=" + target, "--compress=" + request.compression()));
        }
        long lockTimeout = number(snapshot, "lock-timeout");
        if (lockTimeout > 0) {
            command.add("--lock-wait-timeout=" + lockTimeout);
        }
        if (request.format() == BackupFormat.DIRECTORY) {
            command.add("--jobs=" + jobs);
        }
        if (request.scope() == BackupScope.SCHEMAS) {
            command.add("--schema=" + request.schema().quoted());
            command.add("--schema=" + request.schema().quotedAnalytics());
        }
        switch (request.content()) {
            case FULL -> {}
            case SCHEMA -> withoutData(snapshot).forEach(name -> command.add("--exclude-table-data=" + name));
            case DATA -> {
                command.add("--data-only");
                command.add("--exclude-table-data=" + request.schema().table(RetailSchema.HISTORY_TABLE));
            }
        }
        return command;
    }

    private void warnOfUnreadableKey(Connection snapshot, Map<String, String> environment) throws SQLException {
        Optional<String> key = ClientKey.unreadable(environment);
        if (key.isPresent() && Sql.isTrue(snapshot, sql.get("has-shown-certificate"))) {
            console.warn("pg_dump cannot read the client's key " + key.get()
                    + ", a PKCS-12 file, and shows the server no certificate; if the server demands one, "
                    + ClientKey.REMEDY_OF_BACKUP);
        }
    }

    /**
     * As many as were asked for, or as there are connections for: one for the snapshot, pg_dump's own and its jobs'.
     */
    private int jobs(Connection snapshot) throws SQLException {
        int wanted = request.jobs();
        boolean builtinWould = request.format() == BackupFormat.PLAIN && request.scope() == BackupScope.SCHEMAS;
        int connections = budget.require(
                snapshot,
                LEAST_CONNECTIONS,
                wanted == 1 ? LEAST_CONNECTIONS : LEAST_CONNECTIONS + wanted,
                "with pg_dump" + (wanted == 1 ? "" : ", even with " + PropertyNames.BACKUP_JOBS + "=1"),
                builtinWould
                        ? "set " + PropertyNames.BACKUP_WRITER + "=builtin, which needs one"
                        : "take a plain backup of the plugin's schemas by " + PropertyNames.BACKUP_WRITER
                                + "=builtin, which needs one");
        int jobs = Math.max(1, Math.min(wanted, connections - LEAST_CONNECTIONS));
        if (jobs < wanted) {
            console.warn("Backing up with " + PropertyNames.BACKUP_JOBS + "=" + jobs + " rather than " + wanted
                    + ", since there are only " + connections + " connections of the "
                    + (LEAST_CONNECTIONS + wanted) + " that it takes");
        }
        return jobs;
    }

    private String exported(Connection snapshot) throws SQLException {
        return Sql.one(snapshot, sql.get("export-snapshot"), row -> row.getString(1));
    }

    private long number(Connection snapshot, String statement) throws SQLException {
        return Sql.one(snapshot, sql.get(statement), row -> row.getLong(1));
    }

    private List<String> withoutData(Connection snapshot) throws SQLException {
        List<String> schemas = BackupTask.schemas(request);
        return Sql.list(
                snapshot,
                sql.get("without-data"),
                row -> Identifiers.qualify(row.getString(1), row.getString(2)),
                schemas,
                schemas);
    }
}
