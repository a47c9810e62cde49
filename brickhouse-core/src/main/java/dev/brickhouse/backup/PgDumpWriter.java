package dev.brickhouse.backup;

import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.LockWaits;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets pg_dump write, on the snapshot that the manifest is made from, and counts the rows that came out: those of a script
 * on their way into the file, those of the other formats by reading them back through pg_restore.
 */
final class PgDumpWriter implements BackupWriter {

    private final BackupRequest request;
    private final ClientPrograms.Program pgDump;
    private final Optional<ClientPrograms.Program> pgRestore;
    private final LockWaits locks;
    private final SqlStatements sql = SqlStatements.read(PgDumpWriter.class, "backup.sql", Map.of());

    /**
     * @param pgRestore what reads the formats other than a script
     * @param locks what is known of those that pg_dump has waited for
     */
    PgDumpWriter(
            BackupRequest request,
            ClientPrograms.Program pgDump,
            Optional<ClientPrograms.Program> pgRestore,
            LockWaits locks) {
        this.locks = locks;
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
        try (ChildProcess child = ChildProcess.start(
                command(snapshot, target), request.clientEnvironment().get())) {
            child.input().close();
            if (request.format() == Format.PLAIN) {
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
        return pgRestore.isPresent() ? readBack(pgRestore.get(), target) : rows;
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

    private List<String> command(Connection snapshot, Path target) throws SQLException {
        List<String> command = new ArrayList<>(List.of(
                pgDump.path().toString(),
                "--no-password",
                "--encoding=UTF8",
                "--format=" + ParameterReader.label(request.format()),
                "--snapshot=" + exported(snapshot)));
        if (request.format() == Format.PLAIN) {
            command.addAll(List.of("--no-owner", "--no-privileges"));
        } else {
            command.addAll(List.of("--file=" + target, "--compress=" + request.compression()));
        }
        long lockTimeout = number(snapshot, "lock-timeout");
        if (lockTimeout > 0) {
            command.add("--lock-wait-timeout=" + lockTimeout);
        }
        if (request.format() == Format.DIRECTORY) {
            command.add("--jobs=" + request.jobs());
        }
        if (request.scope() == Scope.SCHEMAS) {
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
