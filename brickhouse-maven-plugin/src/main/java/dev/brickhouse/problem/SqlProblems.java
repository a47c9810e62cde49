package dev.brickhouse.problem;

import dev.brickhouse.config.PropertyNames;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns what the driver or the server says into one sentence with a remedy. */
public final class SqlProblems {

    /** The driver gives up on a server that accepts but never answers without any cause, in the user's language. */
    private static final String LOGIN_TIMED_OUT = GT.tr("Connection attempt timed out.");

    private SqlProblems() {}

    /**
     * @param doing what was not possible, as in "seed schema public"
     * @param context where it was tried or what follows from the failure, in a few words
     * @return an exception whose message ends with the server's own words
     */
    public static DatabaseException explain(SQLException e, String doing, String context) {
        String remedy = remedy(e);
        return new DatabaseException(
                "Could not " + doing + " (" + context + "): " + (remedy.isEmpty() ? "" : remedy + " ") + "("
                        + oneLine(e) + ")",
                e);
    }

    private static String remedy(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            case "28P01" ->
                "the password is wrong; check " + PropertyNames.USER + " and " + PropertyNames.PASSWORD + ", "
                        + PropertyNames.ENV_PASSWORD + " or the <server> of " + PropertyNames.SERVER_ID + ".";
            case "28000" ->
                "the server does not let this user in; check " + PropertyNames.USER + ", " + PropertyNames.SSL_MODE
                        + " and the server's pg_hba.conf.";
            case "3D000" ->
                "there is no such database; check " + PropertyNames.DATABASE + " (" + PropertyNames.ENV_DATABASE
                        + "), or create it.";
            case "53300" ->
                "the server has no free connection; lower " + PropertyNames.THREADS + ", or raise its max_connections.";
            case "42501" ->
                "the user lacks a privilege; let an administrator grant it, or connect as another one with "
                        + PropertyNames.USER + ".";
            case "53100" -> "the server's disk is full; make room there, or lower " + PropertyNames.SCALE + ".";
            case "0A000", "2BP01", "23503" ->
                "objects of others depend on these tables; drop them, or choose another" + " schema with "
                        + PropertyNames.SCHEMA + ".";
            case "25006" ->
                "the server only lets itself be read, such as a standby; name the primary with " + PropertyNames.HOST
                        + ".";
            case "57014" ->
                "the statement was cancelled or took too long; raise " + PropertyNames.STATEMENT_TIMEOUT + ".";
            case "55P03" -> "another session holds a lock on the tables; end it and run this again.";
            case "57P01", "57P02", "57P03", "08006", "08003", "08007" ->
                "the connection was lost; see to it that the" + " server runs, and run this again.";
            case "08001", "08004" -> unreachable(e);
            default ->
                has(e, SSLException.class)
                        ? "the encrypted connection failed; check " + PropertyNames.SSL_MODE + "."
                        : "";
        };
    }

    private static String unreachable(SQLException e) {
        if (has(e, UnknownHostException.class)) {
            return "there is no such host; check " + PropertyNames.HOST + " (" + PropertyNames.ENV_HOST + ").";
        }
        if (has(e, SocketTimeoutException.class) || LOGIN_TIMED_OUT.equals(e.getMessage())) {
            return "the server does not answer in time; check " + PropertyNames.HOST + " and firewalls, or raise "
                    + PropertyNames.CONNECT_TIMEOUT + ".";
        }
        if (has(e, ConnectException.class) || has(e, NoRouteToHostException.class)) {
            return "no server listens there; check " + PropertyNames.HOST + " and " + PropertyNames.PORT
                    + ", or start it.";
        }
        if (e.getMessage() != null && e.getMessage().contains("password")) {
            return "the server asks for a password and none was given; set " + PropertyNames.PASSWORD + ", "
                    + PropertyNames.ENV_PASSWORD + ", " + PropertyNames.SERVER_ID + " or ~/.pgpass.";
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

    private static String oneLine(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException fromServer ? fromServer.getServerErrorMessage() : null;
        String message = server == null
                ? e.getMessage()
                : server.getMessage() + (server.getDetail() == null ? "" : ": " + server.getDetail());
        return oneLine(message);
    }

    /** A message that fits into a sentence: in one line, without a full stop, and never null. */
    public static String oneLine(String message) {
        String line = message == null ? "no reason was given" : message.strip().replaceAll("\\s+", " ");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
