package dev.brickhouse.backup;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.load.Journal;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.FileFailures;
import dev.brickhouse.problem.LockWaits;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.MonthlyPartitions;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.SchemaContents;
import dev.brickhouse.sql.PinnedSettings;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** Takes backups: whole ones with their manifest, or none. */
public final class BackupTask {

    private static final DateTimeFormatter TIME_STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    private final BackupRequest request;
    private final BackupWriter writer;
    private final SqlStatements sql = SqlStatements.read(BackupTask.class, "backup.sql", Map.of());

    private BackupTask(BackupRequest request, BackupWriter writer) {
        this.request = request;
        this.writer = writer;
    }

    /**
     * Backs up the state of one moment, whatever others write meanwhile.
     *
     * @throws ConfigurationException if the format needs pg_dump and there is none, or there is nothing to back up
     * @throws dev.brickhouse.problem.RefusedException if tables hold rows where the backup does not reach, or only the
     *     built-in writer is there and it cannot carry everything
     * @throws DatabaseException if the server refuses, or a row is missing in what was written; no file is left then
     * @throws EnvironmentException if the backup cannot be written; no file is left then
     */
    public static BackupReport backup(DataSource dataSource, BackupRequest request, Console console) {
        return backup(dataSource, request, snapshot -> WriterSelection.in(snapshot, request, dataSource, console));
    }

    /** @param writer chosen by what the snapshot holds */
    static BackupReport backup(DataSource dataSource, BackupRequest request, Transactions.Work<BackupWriter> writer) {
        try {
            return Transactions.snapshot(
                    dataSource, snapshot -> new BackupTask(request, writer.in(snapshot)).take(snapshot));
        } catch (SQLException e) {
            throw SqlProblems.explain(LockWaits.explained(e, dataSource), "take the backup", "no file was left");
        }
    }

    /** The schemas of a request; none stands for all. */
    static List<String> schemas(BackupRequest request) {
        return request.scope() == BackupScope.DATABASE
                ? List.of()
                : request.schema().names();
    }

    private BackupReport take(Connection snapshot) throws SQLException {
        requireSetUp(snapshot);
        PinnedSettings.applyForExport(snapshot);
        keep(snapshot);
        Completeness.requireNothingLeftOut(snapshot, request);
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        Path backup = freePath(now);
        try (UnfinishedBackup unfinished = UnfinishedBackup.in(request.directory())) {
            Map<String, Long> written = writer.write(snapshot, unfinished.path());
            BackupManifest manifest = manifest(snapshot, now, unfinished.path());
            Completeness.requireEveryRow(manifest, written);
            Files.move(unfinished.path(), backup);
            writeBeside(backup, manifest);
            return new BackupReport(backup, manifest);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "The backup " + backup
                            + " cannot be written, and nothing of it was kept; make the directory writable"
                            + " and make sure that the disk has room, or name another one with "
                            + PropertyNames.BACKUP_DIRECTORY + " (" + FileFailures.words(e) + ").",
                    e);
        }
    }

    private static void writeBeside(Path backup, BackupManifest manifest) throws IOException {
        try {
            manifest.write(backup);
        } catch (EnvironmentException e) {
            BackupFiles.delete(backup);
            throw e;
        }
    }

    private void requireSetUp(Connection snapshot) throws SQLException {
        if (request.scope() == BackupScope.SCHEMAS && !holdsOurs(snapshot)) {
            throw new ConfigurationException("Schema " + request.schema().quoted()
                    + " has not been set up by this plugin; run the goal brickhouse:schema first, name the right one in "
                    + PropertyNames.SCHEMA + " (" + PropertyNames.ENV_SCHEMA + "), or back up everything with "
                    + PropertyNames.BACKUP_SCOPE + "=database.");
        }
    }

    private boolean holdsOurs(Connection snapshot) throws SQLException {
        return SchemaContents.ofTables(snapshot, request.schema().name()).isManaged();
    }

    private void keep(Connection snapshot) throws SQLException {
        Sql.call(snapshot, sql.get("keep-snapshot"));
    }

    private Path freePath(ZonedDateTime now) {
        String name = "brickhouse-" + TIME_STAMP.format(now) + '-' + ParameterReader.label(request.content());
        String extension = request.format().extension(request.compression());
        Path path = request.directory().resolve(name + extension);
        for (int i = 2; Files.exists(path) || Files.exists(BackupManifest.beside(path)); i++) {
            path = request.directory().resolve(name + '-' + i + extension);
        }
        return path;
    }

    private BackupManifest manifest(Connection snapshot, ZonedDateTime now, Path unfinished)
            throws SQLException, IOException {
        Optional<Journal.Entry> seed =
                holdsOurs(snapshot) ? new Journal(request.schema().name()).current(snapshot) : Optional.empty();
        return new BackupManifest(
                DateTimeFormatter.ISO_INSTANT.format(now),
                new BackupManifest.Server(
                        snapshot.getMetaData().getDatabaseProductVersion(),
                        snapshot.getMetaData().getDatabaseMajorVersion()),
                new BackupManifest.Writer(writer.kind(), writer.version()),
                new BackupManifest.Options(
                        request.content(),
                        request.format(),
                        request.scope(),
                        request.format() == BackupFormat.PLAIN && request.compression() > 0),
                request.schema(),
                seed.map(entry -> entry.header().fingerprint()).orElse(null),
                request.scope() == BackupScope.SCHEMAS && request.content() != BackupContent.DATA
                        ? Attachments.heldBy(writer.kind(), snapshot, request.schema())
                        : Map.of(),
                rows(snapshot),
                BackupFiles.describe(unfinished));
    }

    private List<BackupManifest.Rows> rows(Connection snapshot) throws SQLException {
        List<BackupManifest.Rows> tables = new ArrayList<>();
        List<String> schemas = schemas(request);
        Set<String> partitions = Set.copyOf(MonthlyPartitions.names(snapshot, request.schema()));
        if (!partitions.isEmpty() && request.content().hasRowsOf(RetailSchema.ORDERS)) {
            // whichever of them the rows are in, they are those of one table
            tables.add(rows(snapshot, request.schema().name(), RetailSchema.ORDERS));
        }
        Sql.forEach(
                snapshot,
                sql.get("tables"),
                row -> {
                    String schema = row.getString("schema_name");
                    String table = row.getString("table_name");
                    boolean isPartition = schema.equals(request.schema().name()) && partitions.contains(table);
                    if (!isPartition && request.content().hasRowsOf(table)) {
                        tables.add(rows(snapshot, schema, table));
                    }
                },
                schemas,
                schemas);
        return tables;
    }

    private static BackupManifest.Rows rows(Connection snapshot, String schema, String table) throws SQLException {
        TableChecksum checksum = TableChecksums.of(snapshot, schema, table);
        return new BackupManifest.Rows(schema, table, checksum.rows(), checksum.checksum());
    }
}
