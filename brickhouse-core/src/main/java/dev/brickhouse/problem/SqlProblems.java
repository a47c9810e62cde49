package dev.brickhouse.problem;

import dev.brickhouse.config.PropertyNames;
import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns what the driver or the server says into one sentence with a remedy. */
public final class SqlProblems {

    /** The driver's own words, in the user's language, where a server accepts but never answers: there is no cause then. */
    private static final String LOGIN_TIMED_OUT = GT.tr("Connection attempt timed out.");

    /** A detail may hold a whole row, and a hint a paragraph. */
    private static final int LONGEST_DETAIL = 300;

    /** The driver's default; its name is the same in every language of the message. */
    private static final String VERIFIER_OF_HOSTS = "PgjdbcHostnameVerifier";

    /** As the driver says that a URL demands more than there is. */
    private static final Pattern DEMAND = Pattern.compile("GSS(API)? [Ee]nc|[Cc]hannel [Bb]inding");

    private static final Pattern KEY_MANAGER = Pattern.compile("org\\.postgresql\\.ssl\\.\\w+KeyManager");

    private static final String TOO_MANY_CONNECTIONS = "53300";

    private static final String NO_VERIFICATION =
            ", or set " + PropertyNames.SSL_MODE + "=require, which encrypts without verifying whom.";

    private SqlProblems() {}

    /** What a statement was for, where that decides what helps. */
    public enum Purpose {
        ANYTHING,
        MIGRATION,
        REPAIR,
        REFRESH
    }

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
        return new DatabaseException(
                "Could not " + doing + " (" + context + "): " + remedyAndWords(e, Purpose.ANYTHING), e);
    }

    /**
     * Explains what a library threw.
     *
     * @param doing what was not possible, as in "upgrade schema public"
     * @return the exception of this package among the causes if there is one; otherwise an exception whose message ends
     *     with the server's own words
     */
    public static BrickhouseException explain(Exception failure, String doing, Purpose purpose) {
        SQLException sql = null;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof BrickhouseException known) {
                return known;
            }
            if (t instanceof SQLException found) {
                sql = found;
            }
        }
        return new DatabaseException(
                "Could not " + doing + ": "
                        + (sql == null ? oneLine(failure.getMessage()) + "." : remedyAndWords(sql, purpose)),
                failure);
    }

    private static String remedyAndWords(SQLException failure, Purpose purpose) {
        SQLException e = whoseCauseIsKnown(failure);
        String remedy = remedy(e, purpose);
        return remedy.isEmpty() ? oneLine(e) + "." : remedy + " (" + oneLine(e) + ")";
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
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && knownCause(sql).isPresent()) {
                return sql;
            }
        }
        return failure;
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
        String encryption = ofEncryption(e);
        if (!encryption.isEmpty()) {
            return encryption;
        }
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            case "08001", "08004" -> unreachable(e);
            default -> Remedies.of(state, String.valueOf(e.getMessage()), server(e), purpose);
        };
    }

    /** Whether nobody answered in time. */
    public static boolean isTimeout(SQLException e) {
        return has(e, SocketTimeoutException.class) || LOGIN_TIMED_OUT.equals(e.getMessage());
    }

    /** Whether the server, or a connection pooler in between, has no connection left. */
    public static boolean isTooManyConnections(SQLException e) {
        return TOO_MANY_CONNECTIONS.equals(e.getSQLState()) || Remedies.isFullPooler(String.valueOf(e.getMessage()));
    }

    private static String ofEncryption(SQLException e) {
        if (isFromKeyManager(e)) {
            return "the client's certificate or its key cannot be used; check sslkey, sslcert and sslpassword in "
                    + PropertyNames.URL
                    + ": a key in PEM or DER has to be readable by you and without a password, and a"
                    + " PKCS-12 file needs the right one.";
        }
        if (has(e, CertPathBuilderException.class) || has(e, CertPathValidatorException.class)) {
            return "the server's certificate is not trusted; name the certificate of who signed it with sslrootcert in "
                    + PropertyNames.URL + NO_VERIFICATION;
        }
        if (has(e, SSLException.class)) {
            return "the encrypted connection failed; check " + PropertyNames.SSL_MODE + ".";
        }
        String message = String.valueOf(e.getMessage());
        if (message.contains(VERIFIER_OF_HOSTS)) {
            return "the server's certificate is for another host; name the host as the certificate does with "
                    + PropertyNames.HOST + ", or set " + PropertyNames.SSL_MODE
                    + "=verify-ca, which does not compare the names.";
        }
        if (has(e, FileNotFoundException.class) && server(e) == null) {
            return "a file with certificates cannot be read; name another with sslrootcert in " + PropertyNames.URL
                    + NO_VERIFICATION;
        }
        return "";
    }

    /** What the driver says of a client's key has the same code as a lost connection, and is in the user's language. */
    private static boolean isFromKeyManager(SQLException e) {
        if (String.valueOf(e.getMessage()).startsWith("private key file")) {
            // the driver gives its outermost exception the stack of whoever waited for it
            return true;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (Arrays.stream(cause.getStackTrace())
                    .anyMatch(frame -> KEY_MANAGER.matcher(frame.getClassName()).matches())) {
                return true;
            }
        }
        return false;
    }

    private static String unreachable(SQLException e) {
        if (has(e, UnknownHostException.class)) {
            return "there is no such host; check " + PropertyNames.HOST + " (" + PropertyNames.ENV_HOST + ").";
        }
        if (isTimeout(e)) {
            return "the server did not answer in time; check " + PropertyNames.HOST + " and firewalls, and"
                    + " whether a connection pooler in between has a connection left, or raise "
                    + PropertyNames.CONNECT_TIMEOUT + ".";
        }
        if (has(e, ConnectException.class) || has(e, NoRouteToHostException.class)) {
            return "no server is listening there; check " + PropertyNames.HOST + " and " + PropertyNames.PORT
                    + ", or start it.";
        }
        if (e.getMessage() != null && e.getMessage().contains("password")) {
            return "the server asks for a password and none was given; set " + PropertyNames.PASSWORD + ", "
                    + PropertyNames.ENV_PASSWORD + ", " + PropertyNames.SERVER_ID + " or ~/.pgpass.";
        }
        Matcher demand = DEMAND.matcher(String.valueOf(e.getMessage()));
        if (demand.find()) {
            boolean gss = demand.group().startsWith("GSS");
            return "the server does not offer what this connection demands; take "
                    + (gss ? "gssEncMode=require" : "channelBinding=require") + " out of " + PropertyNames.URL
                    + (gss ? "." : ", or let the server ask for a password by SCRAM over an encrypted connection.");
        }
        return "the server refused the connection; check " + PropertyNames.HOST + ", " + PropertyNames.PORT + " and "
                + PropertyNames.SSL_MODE + ".";
    }

    private static boolean has(Throwable e, Class<? extends Throwable> kind) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
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
}
