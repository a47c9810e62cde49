package dev.brickhouse.problem;

import dev.brickhouse.config.PropertyNames;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns what the driver or the server says into one sentence with a remedy. */
public final class SqlProblems {

    /** A detail may hold a whole row, and a hint a paragraph. */
    private static final int LONGEST_DETAIL = 300;

    private static final String CLOSED_BY_POOL = "Connection is closed";

    private static final Set<SqlStateClass> TRANSIENT_CLASSES = EnumSet.of(
            SqlStateClass.CONNECTION_EXCEPTION,
            SqlStateClass.TRANSACTION_ROLLBACK,
            SqlStateClass.INSUFFICIENT_RESOURCES,
            SqlStateClass.OBJECT_NOT_IN_PREREQUISITE_STATE,
            SqlStateClass.OPERATOR_INTERVENTION,
            SqlStateClass.SYSTEM_ERROR,
            SqlStateClass.INTERNAL_ERROR);

    private SqlProblems() {}

    /** What follows from a failure in a transaction that is not committed. */
    public static final String NOTHING_CHANGED = "nothing was changed";

    /** What follows from the loss of the connection while a transaction is committed. */
    public static final String COMMIT_UNKNOWN =
            "the connection ended during the commit, so that either nothing was changed or everything is done";

    /** What a statement was for, where that decides what helps. */
    public enum Purpose {
        ANYTHING,
        MIGRATION,
        REPAIR,
        REFRESH
    }

    /** How messages say that a user should name another database, whichever the server is. */
    public static final String ANOTHER_DATABASE = "another database with " + PropertyNames.DATABASE
            + " (of the embedded server: " + PropertyNames.EMBEDDED_DATABASE + ")";

    /** What to do where row-level security hides rows, as a part of a sentence. */
    public static final String ROW_SECURITY_REMEDY = "connect as the owner of the tables with " + PropertyNames.USER
            + "; where row-level security is forced, connect as a superuser or a role with BYPASSRLS, or let the owner run"
            + " ALTER TABLE … NO FORCE ROW LEVEL SECURITY";

    /**
     * @param doing what was not possible, as in "seed schema public"
     * @param context where it was tried or what follows from the failure, in a few words
     * @return an exception whose message ends with the server's own words
     */
    public static DatabaseException explain(SQLException e, String doing, String context) {
        String consequence = context.equals(NOTHING_CHANGED) ? consequence(e) : context;
        return new DatabaseException(
                "Could not " + doing + " (" + consequence + "): " + remedyAndWords(e, Purpose.ANYTHING), e);
    }

    /** That a failure met a transaction while it was committed. */
    public static void addCommit(SQLException e) {
        if (isOfConnection(e) && !SqlState.QUERY_CANCELED.equals(e.getSQLState())) {
            e.addSuppressed(new DuringCommit());
        }
    }

    /** What a failure means for what the transaction should have changed. */
    private static String consequence(SQLException e) {
        return Arrays.stream(e.getSuppressed()).anyMatch(DuringCommit.class::isInstance)
                ? COMMIT_UNKNOWN
                : NOTHING_CHANGED;
    }

    /**
     * Explains what a library threw.
     *
     * @param doing what was not possible, as in "upgrade schema public"
     * @return the exception of this package among the causes if there is one; otherwise an exception whose message ends
     *     with the server's own words
     */
    public static BrickhouseException explain(Exception failure, String doing, Purpose purpose) {
        return Causes.find(failure, BrickhouseException.class)
                .orElseGet(() -> new DatabaseException(
                        "Could not " + doing + ": "
                                + Causes.of(failure)
                                        .filter(SQLException.class::isInstance)
                                        .map(SQLException.class::cast)
                                        .reduce((outer, inner) -> inner)
                                        .map(innermost -> remedyAndWords(innermost, purpose))
                                        .orElseGet(() -> oneLine(failure.getMessage()) + "."),
                        failure));
    }

    private static String remedyAndWords(SQLException failure, Purpose purpose) {
        SQLException e = whoseCauseIsKnown(failure);
        String remedy = remedy(e, purpose);
        String words = ConnectionRemedies.wordsOfKeyManager(e).orElseGet(() -> oneLine(e));
        return remedy.isEmpty() ? words + "." : remedy + " (" + words + ")";
    }

    /**
     * Adds what is known about a failure beyond the server's words; {@link #explain} then says that instead of its own
     * remedy.
     *
     * @param remedy a sentence without a capital letter: the cause and what to do
     */
    public static void addRemedy(SQLException e, String remedy) {
        e.addSuppressed(new KnownCause(remedy));
    }

    /** A pool that waits in vain for a connection only says so, and has the reason among the causes. */
    private static SQLException whoseCauseIsKnown(SQLException failure) {
        return Causes.of(failure)
                .filter(cause ->
                        cause instanceof SQLException sql && knownCause(sql).isPresent())
                .map(SQLException.class::cast)
                .findFirst()
                .orElse(failure);
    }

    private static Optional<String> knownCause(SQLException e) {
        return Arrays.stream(e.getSuppressed())
                .filter(KnownCause.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst();
    }

    /** What is wrong and what to do about it, as a sentence without a capital letter; empty if that is not certain. */
    private static String remedy(SQLException e, Purpose purpose) {
        Optional<String> known = knownCause(e);
        if (known.isPresent()) {
            return known.get();
        }
        String encryption = ConnectionRemedies.ofEncryption(e, server(e) != null);
        if (!encryption.isEmpty()) {
            return encryption;
        }
        String timeout = server(e) == null ? ConnectionRemedies.ofTimeout(e) : "";
        if (!timeout.isEmpty()) {
            return timeout;
        }
        String state = state(e);
        return switch (state) {
            case SqlState.SQLCLIENT_UNABLE_TO_ESTABLISH_SQLCONNECTION,
                    SqlState.SQLSERVER_REJECTED_ESTABLISHMENT_OF_SQLCONNECTION -> ConnectionRemedies.ofUnreachable(e);
            default -> Remedies.of(state, String.valueOf(e.getMessage()), server(e), purpose);
        };
    }

    /** The pool gives no state when a library goes on with a connection that was lost, and then only says so. */
    private static String state(SQLException e) {
        if (e.getSQLState() != null) {
            return e.getSQLState();
        }
        return CLOSED_BY_POOL.equals(e.getMessage()) ? SqlState.CONNECTION_DOES_NOT_EXIST : "";
    }

    /**
     * Whether a refusal of the server would be the same the next time, since it comes from what the database holds
     * rather than from the connection, resources, an intervention or contention.
     */
    public static boolean isPermanent(SQLException e) {
        return e.getSQLState() != null && TRANSIENT_CLASSES.stream().noneMatch(kind -> kind.includes(e));
    }

    /** Whether it is the connection that failed or that was ended. */
    public static boolean isOfConnection(SQLException e) {
        return e.getSQLState() == null
                || SqlStateClass.CONNECTION_EXCEPTION.includes(e)
                || SqlStateClass.OPERATOR_INTERVENTION.includes(e);
    }

    /** Whether the server has said it, rather than the driver. */
    public static boolean isFromServer(SQLException e) {
        return server(e) != null;
    }

    /** Whether nobody answered in time. */
    public static boolean isTimeout(SQLException e) {
        return ConnectionRemedies.isTimeout(e);
    }

    /** Whether the server, or a connection pooler in between, has no connection left. */
    public static boolean isTooManyConnections(SQLException e) {
        return SqlState.TOO_MANY_CONNECTIONS.equals(e.getSQLState())
                || PoolerRemedies.isFull(String.valueOf(e.getMessage()));
    }

    /** The server's message with its detail and hint, which its log has too; or else the driver's. In one line. */
    public static String oneLine(SQLException e) {
        ServerErrorMessage server = server(e);
        if (server == null || server.getMessage() == null) {
            return oneLine(e.getMessage());
        }
        return oneLine(server.getMessage()) + ifShort(": ", server.getDetail()) + ifShort("; ", server.getHint());
    }

    private static String ifShort(String before, String text) {
        return text == null || text.length() > LONGEST_DETAIL ? "" : before + oneLine(text);
    }

    private static ServerErrorMessage server(SQLException e) {
        return e instanceof PSQLException fromServer ? fromServer.getServerErrorMessage() : null;
    }

    /** A message that fits into a sentence: in one line, without a full stop, and never null. */
    public static String oneLine(String message) {
        String line = message == null ? "no reason was given" : message.strip().replaceAll("\\s+", " ");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    /** A remedy that travels with an exception of the driver. */
    private static final class KnownCause extends Exception {

        private static final long serialVersionUID = 1L;

        KnownCause(String remedy) {
            super(remedy, null, false, false);
        }
    }

    /** Nobody answered whether the transaction is committed. */
    private static final class DuringCommit extends Exception {

        private static final long serialVersionUID = 1L;

        DuringCommit() {
            super("during the commit", null, false, false);
        }
    }
}
