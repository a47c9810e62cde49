package dev.brickhouse.backup;

import dev.brickhouse.client.ClientPrograms;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.LockWaits;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.SearchPath;
import dev.brickhouse.seed.ReplacementLock;
import dev.brickhouse.seed.SeedTarget;
import dev.brickhouse.sql.ConnectionBudget;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.Transactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;

/** Brings backups back: whole ones, or nothing. */
public final class RestoreTask {

    /** That of the pool and psql's own. */
    private static final int CONNECTIONS_WITH_PSQL = 2;

    private final RestoreRequest request;
    private final BackupManifest manifest;
    private final ReplacementLock lock;

    private RestoreTask(RestoreRequest request, BackupManifest manifest, ReplacementLock lock) {
        this.request = request;
        this.manifest = manifest;
        this.lock = lock;
    }

    /**
     * Restores a backup in one transaction, having checked its files, and compares every table with what it was.
     *
     * @throws ConfigurationException if there is no such backup, or it does not fit the server, the schemas or the
     *     programs that are there
     * @throws RefusedException if rows would be lost and {@link RestoreRequest#overwrite()} is not set, or another goal
     *     works on the tables
     * @throws EnvironmentException if the backup is damaged; nothing was changed then
     * @throws DatabaseException if the server refuses; nothing was changed then
     */
    public static RestoreReport restore(DataSource dataSource, RestoreRequest request) {
        if (Files.notExists(request.backup())) {
            throw new ConfigurationException("There is no backup " + request.backup()
                    + "; name the file or directory that brickhouse:backup wrote with " + PropertyNames.RESTORE_FILE
                    + ".");
        }
        BackupManifest manifest = BackupManifest.read(request.backup());
        RestoreTask restore =
                new RestoreTask(request, manifest, new ReplacementLock(new SeedTarget(dataSource, manifest.schema())));
        restore.requireSameSchemas();
        BackupFiles.verify(request.backup(), manifest);
        try {
            restore.run(dataSource);
        } catch (SQLException e) {
            if (RestoreTarget.ROWS_APPEARED.isFailure(e)) {
                throw RestorePreconditions.holdsRows(manifest, SqlProblems.oneLine(e));
            }
            throw SqlProblems.explain(
                    RestoreFailure.explained(LockWaits.explained(e, dataSource), dataSource),
                    "restore the backup " + request.backup(),
                    SqlProblems.NOTHING_CHANGED);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "The backup " + request.backup() + " cannot be read; nothing was changed; make it readable, or name"
                            + " another one (" + e.getMessage() + ").",
                    e);
        }
        restore.analyze(dataSource);
        return new RestoreReport(request.backup(), manifest);
    }

    static InputStream open(Path backup, BackupManifest manifest) throws IOException {
        InputStream file = Files.newInputStream(backup);
        return manifest.options().compressed() ? new GZIPInputStream(file) : file;
    }

    private void requireSameSchemas() {
        if (manifest.options().scope() == BackupScope.SCHEMAS
                && !manifest.schema().equals(request.schema())) {
            throw new ConfigurationException(
                    "The backup holds the schemas " + manifest.schema().quoted()
                            + " and " + manifest.schema().quotedAnalytics()
                            + " and can only be restored under these names; set " + PropertyNames.SCHEMA + "="
                            + manifest.schema().name() + " and " + PropertyNames.ANALYTICS_SCHEMA + "="
                            + manifest.schema().analytics()
                            + ", and rename them afterwards.");
        }
    }

    private void run(DataSource dataSource) throws SQLException, IOException {
        int major;
        try (Connection connection = dataSource.getConnection()) {
            major = connection.getMetaData().getDatabaseMajorVersion();
            if (manifest.server().major() > major) {
                throw new ConfigurationException("The backup was made from PostgreSQL "
                        + manifest.server().version()
                        + ", which is newer than the server's "
                        + connection.getMetaData().getDatabaseProductVersion()
                        + "; restore it into version " + manifest.server().major() + " or a newer one.");
            }
        }
        if (manifest.writer().kind() == WriterKind.BUILTIN) {
            runScript(dataSource);
        } else {
            runPsql(dataSource);
        }
    }

    private void runScript(DataSource dataSource) throws SQLException, IOException {
        try {
            Transactions.runReadCommitted(dataSource, connection -> {
                lock.take(connection, SqlProblems.NOTHING_CHANGED);
                RestoreTarget.Preparation preparation =
                        RestoreTarget.preparation(connection, manifest, request.overwrite());
                execute(connection, preparation.before());
                String searchPath = SearchPath.current(connection);
                try (InputStream script = open(request.backup(), manifest)) {
                    new ScriptReader(connection, script).run();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                // what reacts to the statements that follow, such as an event trigger, sees the path it is used to
                SearchPath.set(connection, searchPath);
                execute(connection, preparation.after());
                RestoreTarget.hideJournal(connection, manifest);
                compare(connection, SqlProblems.NOTHING_CHANGED);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void runPsql(DataSource dataSource) throws SQLException, IOException {
        PsqlRestore psql = PsqlRestore.find(manifest, request, ClientPrograms.ofThisMachine(request.pgDump()));
        List<String> settings = new ArrayList<>();
        List<String> first = new ArrayList<>();
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        ConnectionBudget budget = ConnectionBudget.of(dataSource);
        boolean scarce = Transactions.readCommitted(dataSource, connection -> {
            boolean onlyOne = budget.require(connection, 1, CONNECTIONS_WITH_PSQL, "", "") < CONNECTIONS_WITH_PSQL;
            lock.take(connection, SqlProblems.NOTHING_CHANGED);
            RestoreTarget.Preparation found = RestoreTarget.preparation(connection, manifest, request.overwrite());
            // whatever the server would refuse is known before psql is started
            execute(connection, found.before());
            connection.rollback();
            settings.addAll(PsqlSettings.statements(connection));
            first.add(lock.statement());
            first.addAll(found.locks());
            before.addAll(found.before());
            // the script sets its own, such as those that pg_dump wrote it under
            after.addAll(settings);
            after.addAll(found.after());
            return onlyOne;
        });
        if (scarce) {
            budget.closeIdle();
        }
        try {
            psql.run(settings, new RestoreTarget.Preparation(first, before, after), () -> LockWaits.recent(dataSource));
        } catch (SQLException e) {
            if (ReplacementLock.NOT_FREE.isFailure(e)) {
                throw Transactions.<RefusedException>call(
                        dataSource, connection -> lock.refusal(connection, SqlProblems.NOTHING_CHANGED));
            }
            throw e;
        }
        try {
            Transactions.run(dataSource, connection -> RestoreTarget.hideJournal(connection, manifest));
            Transactions.run(dataSource, connection -> {
                lock.take(connection, "everything is restored, but was not compared with the backup");
                compare(connection, "what was restored stays for you to look at");
            });
        } catch (SQLException e) {
            throw SqlProblems.explain(
                    RestoreFailure.explained(LockWaits.explained(e, dataSource), dataSource),
                    "finish and check the restore of " + request.backup(),
                    "everything is restored");
        }
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        for (String statement : statements) {
            Sql.execute(connection, statement);
        }
    }

    private void compare(Connection connection, String consequence) throws SQLException {
        for (BackupManifest.Rows expected : manifest.tables()) {
            TableChecksum actual = TableChecksums.of(connection, expected.schema(), expected.table());
            if (!actual.equals(new TableChecksum(expected.rows(), expected.checksum()))) {
                String table = Identifiers.qualify(expected.schema(), expected.table());
                List<String> triggers = RestoreTarget.triggers(connection, expected.schema());
                throw new DatabaseException("Table " + table
                        + " is not what it was when the backup was made: it has " + actual.rows() + " rows of "
                        + expected.rows() + (actual.rows() == expected.rows() ? ", with other values" : "") + "; "
                        + consequence
                        + (triggers.isEmpty()
                                ? "; take another backup, or restore another one."
                                : "; if a trigger changes or rejects rows, disable it for the restore: "
                                        + String.join(", ", triggers) + "; otherwise restore another backup."));
            }
        }
    }

    /** A backup holds no statistics, and without them the first queries would be planned blindly. */
    private void analyze(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            for (BackupManifest.Rows table : manifest.tables()) {
                Sql.execute(connection, "ANALYZE " + Identifiers.qualify(table.schema(), table.table()));
            }
        } catch (SQLException e) {
            throw SqlProblems.explain(e, "analyze the restored tables", "all of them are restored");
        }
    }
}
