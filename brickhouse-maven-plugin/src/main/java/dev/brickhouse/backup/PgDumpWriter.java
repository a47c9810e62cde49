package dev.brickhouse.backup;

import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlStatements;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lets pg_dump write, on the snapshot that the manifest is made from. */
final class PgDumpWriter implements BackupWriter {

    private final BackupRequest request;
    private final ClientPrograms.Program pgDump;
    private final SqlStatements sql = SqlStatements.read(PgDumpWriter.class, "backup.sql", Map.of());

    PgDumpWriter(BackupRequest request, ClientPrograms.Program pgDump) {
        this.request = request;
        this.pgDump = pgDump;
    }

    @Override
    public Writer kind() {
        return Writer.PG_DUMP;
    }

    @Override
    public String version() {
        return pgDump.version();
    }

    @Override
    public void write(Connection snapshot, Path target) throws SQLException, IOException {
        try (ChildProcess child = ChildProcess.start(command(snapshot, target), request.clientEnvironment())) {
            child.input().close();
            if (!child.await()) {
                throw new DatabaseException("pg_dump " + pgDump.version() + " (" + pgDump.path()
                        + ") could not write the backup; nothing was kept; see to it that the user may read everything"
                        + " and the disk has room (" + child.complaint() + ").");
            }
        }
    }

    private List<String> command(Connection snapshot, Path target) throws SQLException {
        List<String> command = new ArrayList<>(List.of(
                pgDump.path().toString(),
                "--no-password",
                "--encoding=UTF8",
                "--format=" + Choice.label(request.format()),
                "--file=" + target,
                "--snapshot=" + exported(snapshot)));
        if (request.format() == Format.PLAIN) {
            command.addAll(List.of("--no-owner", "--no-privileges"));
        }
        command.add("--compress=" + request.compression());
        if (request.format() == Format.DIRECTORY) {
            command.add("--jobs=" + request.jobs());
        }
        if (request.scope() == Scope.SCHEMAS) {
            command.add("--schema=" + Identifiers.quote(request.schema()));
            command.add("--schema=" + Identifiers.quote(request.analyticsSchema()));
        }
        switch (request.content()) {
            case FULL -> {}
            case SCHEMA -> withoutData(snapshot).forEach(name -> command.add("--exclude-table-data=" + name));
            case DATA -> {
                command.add("--data-only");
                command.add("--exclude-table-data=" + Identifiers.qualify(request.schema(), OurRelations.HISTORY));
            }
        }
        return command;
    }

    private String exported(Connection snapshot) throws SQLException {
        try (PreparedStatement export = snapshot.prepareStatement(sql.get("export-snapshot"));
                ResultSet row = export.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private List<String> withoutData(Connection snapshot) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement query = snapshot.prepareStatement(sql.get("without-data"))) {
            Backups.schemas(query, request);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    names.add(Identifiers.qualify(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return names;
    }
}
