package dev.brickhouse.backup;

import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings a backup of pg_dump's back: as a script, into which pg_restore turns the other formats, through psql, all in
 * one transaction.
 */
final class PsqlRestore {

    /** The first server that knows this setting, which pg_dump of that version writes whatever the server. */
    private static final int TRANSACTION_TIMEOUT_MAJOR = 17;

    private static final String TRANSACTION_TIMEOUT = "SET transaction_timeout ";
    private static final String CREATE_SCHEMA = "CREATE SCHEMA ";
    private static final int OLDEST_CLIENT = 12;

    private final Path psql;
    private final Optional<Path> pgRestore;
    private final RestoreRequest request;
    private final int targetMajor;

    private PsqlRestore(Path psql, Optional<Path> pgRestore, RestoreRequest request, int targetMajor) {
        this.psql = psql;
        this.pgRestore = pgRestore;
        this.request = request;
        this.targetMajor = targetMajor;
    }

    /** @throws ConfigurationException if the programs that this backup needs are not there */
    static PsqlRestore find(Manifest manifest, RestoreRequest request, ClientPrograms programs, int targetMajor) {
        int dumpMajor = Integer.parseInt(manifest.writerVersion().split("\\D", 2)[0]);
        Optional<ClientPrograms.Program> psql = programs.find("psql", OLDEST_CLIENT);
        if (psql.isEmpty()) {
            throw new ConfigurationException("The backup was written by pg_dump, and restoring it needs psql, which was"
                    + " not found; " + PgDumpAdvice.INSTALL + ".");
        }
        if (manifest.format() == Format.PLAIN) {
            return new PsqlRestore(psql.get().path(), Optional.empty(), request, targetMajor);
        }
        Optional<ClientPrograms.Program> pgRestore = programs.find("pg_restore", dumpMajor);
        if (pgRestore.isEmpty() || pgRestore.get().major() < dumpMajor) {
            throw new ConfigurationException("The backup was written by pg_dump " + manifest.writerVersion()
                    + " in the format " + Choice.label(manifest.format())
                    + ", and restoring it needs a pg_restore of that version or a newer one, "
                    + pgRestore
                            .map(program -> "but the one at " + program.path() + " is version " + program.version())
                            .orElse("which was not found")
                    + "; " + PgDumpAdvice.INSTALL + ".");
        }
        return new PsqlRestore(psql.get().path(), Optional.of(pgRestore.get().path()), request, targetMajor);
    }

    /** @param preparation statements that run first, in the same transaction */
    void run(Manifest manifest, List<String> preparation) throws IOException {
        if (pgRestore.isEmpty()) {
            try (InputStream script = Restores.open(request.backup(), manifest)) {
                pipe(script, preparation, () -> {});
            }
            return;
        }
        List<String> command = List.of(
                pgRestore.get().toString(),
                "--no-owner",
                "--no-privileges",
                "--file=-",
                request.backup().toString());
        try (ChildProcess reader = ChildProcess.start(command, Map.of())) {
            reader.input().close();
            pipe(reader.output(), preparation, () -> {
                if (!reader.await()) {
                    throw new DatabaseException("pg_restore could not read the backup " + request.backup()
                            + "; nothing was changed; take another one (" + reader.complaint() + ").");
                }
            });
        }
    }

    private void pipe(InputStream script, List<String> preparation, Runnable whenRead) throws IOException {
        List<String> command = List.of(
                psql.toString(), "--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", "--file=-");
        try (ChildProcess child = ChildProcess.start(command, request.clientEnvironment());
                InputStream printed = child.output()) {
            Thread drain = new Thread(() -> drain(printed), "brickhouse-psql-output");
            drain.setDaemon(true);
            drain.start();
            boolean taken = feed(child, script, preparation, whenRead);
            if (!child.await() || !taken) {
                throw new DatabaseException("psql could not restore the backup " + request.backup()
                        + "; nothing was changed (" + child.complaint() + ").");
            }
        }
    }

    /** Without COMMIT at its end, psql gives everything back. */
    private boolean feed(ChildProcess child, InputStream script, List<String> preparation, Runnable whenRead) {
        try (OutputStream out = new BufferedOutputStream(child.input())) {
            write(out, "BEGIN;\n");
            for (String statement : preparation) {
                write(out, statement + ";\n");
            }
            copy(new LineInput(script), out);
            whenRead.run();
            write(out, "COMMIT;\n");
            return true;
        } catch (IOException e) {
            // psql has ended, and its own message says why
            return false;
        }
    }

    private void copy(LineInput script, OutputStream out) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean inRows = false;
        while (script.read(line)) {
            if (inRows) {
                inRows = !LineInput.endsCopy(line);
                line.writeTo(out);
            } else {
                String text = LineInput.text(line);
                inRows = text.startsWith("COPY ") && text.endsWith(" FROM stdin;");
                out.write((fitting(text) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Schemas may be there already, and a newer pg_dump sets what an older server does not know. */
    private String fitting(String statement) {
        if (statement.startsWith(CREATE_SCHEMA) && !statement.startsWith(CREATE_SCHEMA + "IF NOT EXISTS")) {
            return CREATE_SCHEMA + "IF NOT EXISTS " + statement.substring(CREATE_SCHEMA.length());
        }
        boolean unknown = targetMajor < TRANSACTION_TIMEOUT_MAJOR && statement.startsWith(TRANSACTION_TIMEOUT);
        return unknown ? "" : statement;
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void drain(InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // nobody wants what psql prints
        }
    }
}
