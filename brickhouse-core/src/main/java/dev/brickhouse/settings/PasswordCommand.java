package dev.brickhouse.settings;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.problem.SqlState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * The command that prints the password, such as a token that is valid for an hour. It is run at each login, but for
 * those that follow within seconds. Thread-safe.
 */
public final class PasswordCommand {

    /** A pool opens its connections at once, and starting a cloud's command-line program takes a while. */
    static final Duration REUSE = Duration.ofSeconds(10);

    /** The server's function that rejects what a client proves itself with; it is the same in every language. */
    private static final String REJECTS_PROOF = "auth_failed";

    private final String source;
    private final PasswordProcess process;
    private final Console console;
    private final LongSupplier nanoClock;
    private final ReentrantLock running = new ReentrantLock();
    private String printed;
    private long printedAt;

    /**
     * @param command the command and where it was set
     * @param timeoutSeconds how long it may take; 0 for no limit
     * @param info what it is told about the connection
     */
    PasswordCommand(Setting command, int timeoutSeconds, ConnectionInfo info, Console console) {
        this(command, timeoutSeconds, info, console, System::nanoTime);
    }

    PasswordCommand(Setting command, int timeoutSeconds, ConnectionInfo info, Console console, LongSupplier nanoClock) {
        this.source = command.source();
        this.process = new PasswordProcess(
                command.value(),
                Map.of(
                        "PGHOST", info.host(),
                        "PGPORT", Integer.toString(info.port()),
                        "PGDATABASE", info.database(),
                        "PGUSER", info.user()),
                Duration.ofSeconds(timeoutSeconds));
        this.console = console;
        this.nanoClock = nanoClock;
    }

    /** The password for a login, which may be a few seconds old. */
    public String password() throws SQLException {
        return locked(() -> isFresh() ? printed : run());
    }

    /** The password that has replaced one which the server has just refused. */
    public String passwordAfter(String refused) throws SQLException {
        return locked(() -> printed != null && !printed.equals(refused) ? printed : run());
    }

    /** A password for a program that cannot ask for another if the server refuses it. */
    public String newPassword() throws SQLException {
        return locked(this::run);
    }

    /** Whether the server has let nobody in because of the password. */
    public static boolean isRefusal(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException fromServer ? fromServer.getServerErrorMessage() : null;
        return SqlState.INVALID_PASSWORD.equals(e.getSQLState())
                || server != null && REJECTS_PROOF.equals(server.getRoutine());
    }

    /** Whether there was no password because the command failed. */
    public static boolean isToBlame(SQLException e) {
        return e.getCause() instanceof PasswordProcess.Failure;
    }

    /** The same refusal, with the advice that fits a password which nobody has typed. */
    public SQLException explained(SQLException refusal) {
        SqlProblems.addRemedy(
                refusal,
                "the server rejects what " + named() + " prints; check that it is meant for this server and this user ("
                        + PropertyNames.USER + "), and that the first line of what it prints is the password.");
        return refusal;
    }

    private boolean isFresh() {
        return printed != null && nanoClock.getAsLong() - printedAt < REUSE.toNanos();
    }

    private String run() throws SQLException {
        long begun = System.nanoTime();
        try {
            String previous = printed;
            printed = null;
            printed = process.run(previous);
            printedAt = nanoClock.getAsLong();
        } catch (PasswordProcess.Failure e) {
            SQLException failure = new SQLException(e.words(), SqlState.SQLCLIENT_UNABLE_TO_ESTABLISH_SQLCONNECTION, e);
            SqlProblems.addRemedy(failure, named() + " " + e.getMessage() + ".");
            throw failure;
        }
        console.debug(PropertyNames.PASSWORD_COMMAND + " has printed a password after "
                + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
        return printed;
    }

    private String named() {
        return "the command of " + PropertyNames.PASSWORD_COMMAND + " (" + source + ")";
    }

    @FunctionalInterface
    private interface Lookup {

        String get() throws SQLException;
    }

    private String locked(Lookup lookup) throws SQLException {
        try {
            running.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException(
                    "interrupted while another thread asked for the password",
                    SqlState.SQLCLIENT_UNABLE_TO_ESTABLISH_SQLCONNECTION,
                    e);
        }
        try {
            return lookup.get();
        } finally {
            running.unlock();
        }
    }
}
