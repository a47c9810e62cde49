package dev.brickhouse.backup;

import dev.brickhouse.client.ChildProcess;
import dev.brickhouse.client.ClientPrograms;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.LockWaits;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.problem.SqlState;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings a backup of pg_dump's back: as a script, into which pg_restore turns the other formats, through psql, all in
 * one transaction.
 */
final class PsqlRestore {

    private static final int OLDEST_CLIENT = 12;

    /** The server takes a moment to notice that a connection has ended. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration RETRY = Duration.ofMillis(50);

    private final Path psql;
    private final Optional<Path> pgRestore;
    private final RestoreRequest request;
    private final BackupManifest manifest;

    private PsqlRestore(Path psql, Optional<Path> pgRestore, RestoreRequest request, BackupManifest manifest) {
        this.psql = psql;
        this.pgRestore = pgRestore;
        this.request = request;
        this.manifest = manifest;
    }

    /** @throws ConfigurationException if the programs that this backup needs are not there */
    static PsqlRestore find(BackupManifest manifest, RestoreRequest request, ClientPrograms programs) {
        int dumpMajor = Integer.parseInt(manifest.writer().version().split("\\D", 2)[0]);
        Optional<ClientPrograms.Program> psql = programs.find("psql", OLDEST_CLIENT);
        if (psql.isEmpty()) {
            throw new ConfigurationException("The backup was written by pg_dump, and restoring it needs psql, which was"
                    + " not found; " + ClientPrograms.INSTALL_ADVICE + ".");
        }
        if (manifest.options().format() == BackupFormat.PLAIN) {
            return new PsqlRestore(psql.get().path(), Optional.empty(), request, manifest);
        }
        Optional<ClientPrograms.Program> pgRestore = programs.find("pg_restore", dumpMajor);
        if (pgRestore.isEmpty() || pgRestore.get().major() < dumpMajor) {
            throw new ConfigurationException("The backup was written by pg_dump "
                    + manifest.writer().version()
                    + " in the format "
                    + ParameterReader.label(manifest.options().format())
                    + ", and restoring it needs a pg_restore of that version or a newer one, "
                    + pgRestore
                            .map(program -> "but the one at " + program.path() + " is version " + program.version())
                            .orElse("which was not found")
                    + "; " + ClientPrograms.INSTALL_ADVICE + ".");
        }
        return new PsqlRestore(psql.get().path(), Optional.of(pgRestore.get().path()), request, manifest);
    }

    /**
     * @param settings statements that set what holds in the transaction
     * @param preparation statements that run before and after the script, in the same transaction
     * @param locks what is known of those that psql has waited for
     * @throws SQLException if the server refuses a statement
     * @throws DatabaseException if psql fails otherwise
     */
    void run(List<String> settings, RestoreTarget.Preparation preparation, LockWaits locks)
            throws SQLException, IOException {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (!attempt(settings, preparation, locks, giveUpAt)) {
            LockSupport.parkNanos(RETRY.toNanos());
        }
    }

    /** False if psql got no connection, or had no time to lift the limits of its session, and may succeed soon. */
    private boolean attempt(
            List<String> settings, RestoreTarget.Preparation preparation, LockWaits locks, long giveUpAt)
            throws SQLException, IOException {
        if (pgRestore.isEmpty()) {
            try (InputStream script = RestoreTask.open(request.backup(), manifest)) {
                return pipe(script, settings, preparation, () -> {}, locks, giveUpAt);
            }
        }
        List<String> command = List.of(
                pgRestore.get().toString(),
                "--no-owner",
                "--no-privileges",
                "--file=-",
                request.backup().toString());
        try (ChildProcess reader = ChildProcess.start(command, Map.of())) {
            reader.input().close();
            return pipe(
                    reader.output(),
                    settings,
                    preparation,
                    () -> {
                        if (!reader.await()) {
                            throw new EnvironmentException("pg_restore could not read the backup " + request.backup()
                                    + "; nothing was changed" + reader.failure());
                        }
                    },
                    locks,
                    giveUpAt);
        }
    }

    private boolean pipe(
            InputStream script,
            List<String> settings,
            RestoreTarget.Preparation preparation,
            Runnable whenRead,
            LockWaits locks,
            long giveUpAt)
            throws SQLException, IOException {
        List<String> command = List.of(
                psql.toString(),
                "--no-psqlrc",
                "--quiet",
                "--no-password",
                "--set=ON_ERROR_STOP=1",
                "--set=VERBOSITY=verbose",
                "--file=-");
        try (ChildProcess child =
                        ChildProcess.start(command, request.clientEnvironment().get());
                InputStream printed = child.output()) {
            PsqlOutput output = PsqlOutput.reading(printed);
            boolean taken = feed(child, script, settings, preparation, whenRead);
            if (!child.await() || !taken) {
                Optional<SQLException> refusal = child.refusal();
                if ((child.lacksConnection()
                                || refusal.filter(PsqlRestore::isTimeLimit).isPresent())
                        && System.nanoTime() - giveUpAt < 0) {
                    return false;
                }
                if (refusal.isPresent()) {
                    if (output.reachedCommit()) {
                        SqlProblems.addCommit(refusal.get());
                    }
                    throw refusal.get();
                }
                throw new DatabaseException("psql could not restore the backup " + request.backup() + "; "
                        + (output.reachedCommit() ? SqlProblems.COMMIT_UNKNOWN : SqlProblems.NOTHING_CHANGED)
                        + child.failure(locks));
            }
            return true;
        }
    }

    private static boolean isTimeLimit(SQLException refusal) {
        return SqlState.TRANSACTION_TIMEOUT.equals(refusal.getSQLState());
    }

    /** Without COMMIT at its end, psql gives everything back. */
    private boolean feed(
            ChildProcess child,
            InputStream script,
            List<String> settings,
            RestoreTarget.Preparation preparation,
            Runnable whenRead) {
        try (OutputStream out = new BufferedOutputStream(child.input())) {
            // in one message to the server, so that a time limit of the role has no time to end the transaction
            write(out, "BEGIN ISOLATION LEVEL READ COMMITTED\\; " + String.join("\\; ", settings) + ";\n");
            write(out, preparation.locks());
            write(out, preparation.before());
            DumpScript.passToSession(script, manifest.options(), out);
            whenRead.run();
            write(out, preparation.after());
            write(out, PsqlOutput.TELL_OF_COMMIT);
            write(out, "COMMIT;\n");
            return true;
        } catch (IOException e) {
            // psql has ended, and its own message says why
            return false;
        }
    }

    private static void write(OutputStream out, List<String> statements) throws IOException {
        for (String statement : statements) {
            write(out, statement + ";\n");
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
