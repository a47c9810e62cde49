package dev.brickhouse.client;

import dev.brickhouse.problem.LockWaits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A program of PostgreSQL's that works for us. It learns the password from its environment only. */
public final class ChildProcess implements AutoCloseable {

    private static final String PASSWORD_FILE = "PGPASSFILE";

    private final Process process;
    private final FutureTask<String> complaints;
    private final ShutdownHook atExit;

    private ChildProcess(Process process) {
        this.process = process;
        // it would go on waiting for a lock, and holding those that it has
        this.atExit = ShutdownHook.of("brickhouse-child-end", process::destroy);
        this.complaints = new FutureTask<>(() -> text(process.getErrorStream()));
        Thread reader = new Thread(complaints, "brickhouse-child-messages");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a program.
     *
     * @param environment variables in addition to those of this process, whose own variables for PostgreSQL it does not see
     */
    public static ChildProcess start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") && !name.equals(PASSWORD_FILE));
        builder.environment().putAll(environment);
        ClientKey.removeUnreadable(builder.environment());
        builder.environment().put("LC_ALL", "C");
        return new ChildProcess(builder.start());
    }

    /** Runs a program to its end and returns what it printed. */
    public static String output(List<String> command, Map<String, String> environment) throws IOException {
        try (ChildProcess child = start(command, environment)) {
            child.input().close();
            String printed = text(child.output());
            child.await();
            return printed;
        }
    }

    /** What the program reads. */
    public OutputStream input() {
        return process.getOutputStream();
    }

    /** What the program prints as its result. */
    public InputStream output() {
        return process.getInputStream();
    }

    /** Waits for its end and returns whether it did what it should. */
    public boolean await() {
        try {
            return process.waitFor() == 0;
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Why it failed, as the end of a sentence that says what could not be done; it has to have ended.
     *
     * @param locks what is known of those that it has waited for
     */
    public String failure(LockWaits locks) {
        return process.isAlive()
                ? " (it was interrupted)."
                : ClientFailure.explain(said(), firstError(), process.exitValue(), locks);
    }

    /** As {@link #failure(LockWaits)}, for a program that does not connect to a server. */
    public String failure() {
        return failure(Optional::empty);
    }

    /** What the server refused, where psql says so in full; it has to have ended. */
    public Optional<SQLException> refusal() {
        return process.isAlive() ? Optional.empty() : PsqlMessages.refusal(said());
    }

    /** Whether the server or a pooler had no connection for it; it has to have ended. */
    public boolean lacksConnection() {
        return !process.isAlive() && ClientFailure.isLackOfConnections(said());
    }

    private String said() {
        try {
            return complaints.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "it was interrupted";
        } catch (ExecutionException e) {
            return "its messages could not be read";
        }
    }

    /** Its first complaint with its cause, in one line without a full stop. */
    public String firstError() {
        return Complaint.first(said());
    }

    /** Ends it if it still runs. */
    @Override
    public void close() {
        process.destroy();
        atExit.close();
    }

    private static String text(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
