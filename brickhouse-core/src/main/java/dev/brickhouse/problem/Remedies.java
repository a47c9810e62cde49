package dev.brickhouse.problem;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.SqlProblems.Purpose;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.ServerErrorMessage;

/** What to do about a refusal of the server, where its code and its words leave no doubt about the cause. */
final class Remedies {

    /** The server's functions that raise an error: they are the same in every language of its messages. */
    private static final String CHECKS_ROW_SECURITY = "check_enable_rls";

    private static final String KNOWS_NO_SUCH_ROLE = "InitializeSessionUserId";
    private static final String REFUSES_TO_TRUNCATE = "heap_truncate_check_FKs";
    private static final String REFUSES_TO_DROP = "reportDependentObjects";

    private static final Pattern QUOTED = Pattern.compile("[\"«„“]([^\"»“”]+)[\"»“”]");

    private Remedies() {}

    /**
     * @param state the SQLSTATE
     * @param message the server's or the driver's words
     * @param server all that the server said, or null if the driver said it
     * @param purpose what the statement was for
     * @return a sentence without a capital letter, or nothing where only the server's own words are certain
     */
    static String of(String state, String message, ServerErrorMessage server, Purpose purpose) {
        return switch (state) {
            case SqlState.INVALID_PASSWORD ->
                "the password is wrong; check " + PropertyNames.USER + " and " + PropertyNames.PASSWORD + ", "
                        + PropertyNames.ENV_PASSWORD + " or the <server> of " + PropertyNames.SERVER_ID + ".";
            case SqlState.INVALID_AUTHORIZATION_SPECIFICATION ->
                message.contains("client certificate")
                        ? "the server asks for a client certificate; name one that it trusts with sslcert and sslkey in "
                                + PropertyNames.URL + "."
                        : server != null && KNOWS_NO_SUCH_ROLE.equals(server.getRoutine())
                                ? "there is no such user; check " + PropertyNames.USER + " (" + PropertyNames.ENV_USER
                                        + ")."
                                : "the server rejected this user; check " + PropertyNames.USER + ", "
                                        + PropertyNames.SSL_MODE + " and the server's pg_hba.conf.";
            case SqlState.INVALID_CATALOG_NAME ->
                "there is no such database; check " + PropertyNames.DATABASE + " (" + PropertyNames.ENV_DATABASE
                        + "), or create it.";
            case SqlState.FEATURE_NOT_SUPPORTED,
                    SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
                    SqlState.FOREIGN_KEY_VIOLATION -> ofDependents(state, server);
            case SqlState.INSUFFICIENT_PRIVILEGE -> ofPrivilege(message, server, purpose);
            case SqlState.READ_ONLY_SQL_TRANSACTION ->
                "this session may only read, because the server is a standby (then name the primary with "
                        + PropertyNames.HOST + ") or because default_transaction_read_only is on (then run, in a"
                        + " session that may write, ALTER ROLE or ALTER DATABASE … SET default_transaction_read_only ="
                        + " off).";
            case SqlState.QUERY_CANCELED -> ofCancel(message);
            case SqlState.LOCK_NOT_AVAILABLE ->
                message.contains("lock timeout")
                        ? "another session held a lock for longer than " + PropertyNames.LOCK_TIMEOUT
                                + " allows; end that session's transaction and run this again, or raise "
                                + PropertyNames.LOCK_TIMEOUT + "."
                        : "another session holds a lock that is needed; end its transaction and run this again.";
            case SqlState.DEADLOCK_DETECTED, SqlState.SERIALIZATION_FAILURE ->
                "another session changed the same rows at the same time; run this again.";
            case SqlState.UNTRANSLATABLE_CHARACTER ->
                "the encoding of the database lacks a character of the text; use a database with the encoding UTF8 ("
                        + PropertyNames.DATABASE + ").";
            case SqlState.CHARACTER_NOT_IN_REPERTOIRE ->
                "text in the database or for it is not valid in the encoding that the message names, as in a database with"
                        + " the encoding SQL_ASCII; correct that text, or use a database with the encoding UTF8 ("
                        + PropertyNames.DATABASE + ").";
            case SqlState.UNDEFINED_OBJECT ->
                message.contains("configuration parameter")
                        ? "the server does not know this setting; take it out of the options in " + PropertyNames.URL
                                + "."
                        : "";
            case SqlState.UNDEFINED_COLUMN, SqlState.UNDEFINED_TABLE -> ofMissing(server, purpose);
            case SqlState.INVALID_PARAMETER_VALUE -> ofValue(message);
            case SqlState.RAISE_EXCEPTION ->
                "a trigger or function in the database raised an error; fix the cause that it names, or drop it.";
            case SqlState.INVALID_SQL_STATEMENT_NAME, SqlState.DUPLICATE_PREPARED_STATEMENT ->
                "a connection pooler runs each transaction in another session; add prepareThreshold=0 to "
                        + PropertyNames.URL + ".";
            default -> ofServer(state, message);
        };
    }

    private static String ofDependents(String state, ServerErrorMessage server) {
        String routine = server == null ? null : server.getRoutine();
        if (REFUSES_TO_TRUNCATE.equals(routine) || REFUSES_TO_DROP.equals(routine)) {
            return "other objects depend on these tables; drop them, or choose another schema with "
                    + PropertyNames.SCHEMA + ".";
        }
        if (state.equals(SqlState.FOREIGN_KEY_VIOLATION)
                && server != null
                && server.getConstraint() != null
                && server.getTable() != null) {
            return "the foreign key \"" + server.getConstraint() + "\" of the table \"" + server.getTable()
                    + "\" refers to rows that would be missing; delete the rows that refer to them, or drop that"
                    + " foreign key.";
        }
        return "";
    }

    /** The plugin's own statements name only what its migrations create; others' functions come with their context. */
    private static String ofMissing(ServerErrorMessage server, Purpose purpose) {
        return server != null && server.getWhere() == null && purpose == Purpose.ANYTHING
                ? "something that brickhouse:schema created was dropped or renamed; run brickhouse:schema, which creates it"
                        + " again or says what is missing."
                : "";
    }

    private static String ofPrivilege(String message, ServerErrorMessage server, Purpose purpose) {
        if (server != null && CHECKS_ROW_SECURITY.equals(server.getRoutine())) {
            return ofRowSecurity(message, purpose);
        }
        return "the user lacks a privilege; "
                + switch (purpose) {
                    case ANYTHING ->
                        "let an administrator grant it, or connect as another user with " + PropertyNames.USER + ".";
                    case MIGRATION ->
                        "let an administrator grant it, connect as another user with " + PropertyNames.USER
                                + ", or choose other schemas with " + PropertyNames.SCHEMA + " and "
                                + PropertyNames.ANALYTICS_SCHEMA + ".";
                    case REPAIR ->
                        "connect as the owner with " + PropertyNames.USER + " and run brickhouse:schema again.";
                    case REFRESH -> "connect as the owner of the views with " + PropertyNames.USER + ".";
                };
    }

    /** A refresh reads the tables as the owner of the view, whoever is connected. */
    private static String ofRowSecurity(String message, Purpose purpose) {
        Matcher table = QUOTED.matcher(message);
        String hidden = "row-level security would hide rows of "
                + (table.find() ? "table \"" + table.group(1) + "\"" : "a table");
        return purpose == Purpose.REFRESH
                ? hidden + " from the owner of the views; make the owner of the tables or, where row-level security"
                        + " is forced, a role with BYPASSRLS the owner of the views."
                : hidden + " from this user; " + SqlProblems.ROW_SECURITY_REMEDY
                        + (purpose == Purpose.REPAIR ? "; then run brickhouse:schema again." : ".");
    }

    private static String ofCancel(String message) {
        if (message.contains("statement timeout")) {
            return "a statement took longer than " + PropertyNames.STATEMENT_TIMEOUT
                    + " allows; raise it, or set it to 0 for no limit.";
        }
        return message.contains("user request")
                ? "the statement was canceled, by an administrator for example; run this again."
                : "the statement was canceled, by an administrator or because it took longer than "
                        + PropertyNames.STATEMENT_TIMEOUT + " allows; run this again, or raise the limit.";
    }

    private static String ofValue(String message) {
        return message.contains("TimeZone")
                ? "the server does not know Java's time zone; name one that it knows, such as -Duser.timezone=UTC in"
                        + " MAVEN_OPTS."
                : "the server rejected a value; correct the one that it names, in " + PropertyNames.URL
                        + " if it is a setting there.";
    }

    /** What is wrong with the server itself, or with the way to it. */
    private static String ofServer(String state, String message) {
        return switch (state) {
            case SqlState.PROTOCOL_VIOLATION -> PoolerRemedies.of(message);
            case SqlState.IDLE_IN_TRANSACTION_SESSION_TIMEOUT, SqlState.TRANSACTION_TIMEOUT ->
                "a server timeout ended the transaction; let an administrator set transaction_timeout and"
                        + " idle_in_transaction_session_timeout to 0 for this user (ALTER ROLE … SET).";
            case SqlState.DISK_FULL ->
                "the server's disk is full; make room there, or lower " + PropertyNames.SCALE + ".";
            case SqlState.OUT_OF_MEMORY ->
                "the server ran out of memory; lower " + PropertyNames.THREADS + ", or give it more (for locks, by"
                        + " max_locks_per_transaction).";
            case SqlState.TOO_MANY_CONNECTIONS ->
                "no connection is free; lower " + PropertyNames.THREADS + " (for simulate, "
                        + PropertyNames.SIMULATE_WORKERS + "), or raise the server's max_connections or the CONNECTION"
                        + " LIMIT of the role or the database.";
            case SqlState.CONFIGURATION_LIMIT_EXCEEDED ->
                "a limit in the server's configuration was reached, such as temp_file_limit; let an administrator raise"
                        + " the one that it names.";
            case SqlState.PROGRAM_LIMIT_EXCEEDED ->
                "a limit of PostgreSQL itself was exceeded; reduce what the message names.";
            case SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE ->
                "an object in the database is not in the required state; do what the message says.";
            case SqlState.ADMIN_SHUTDOWN ->
                "an administrator ended the connection or shut the server down; make sure that the server is running,"
                        + " then run this again.";
            case SqlState.CRASH_SHUTDOWN ->
                "another session of the server crashed and took all others down; check the server's log, then run this"
                        + " again.";
            case SqlState.CANNOT_CONNECT_NOW ->
                "the server is starting up or shutting down; wait until it is running, then run this again.";
            case SqlState.DATABASE_DROPPED -> "the database was dropped; create it, then run this again.";
            case SqlState.IDLE_SESSION_TIMEOUT ->
                "the server ended the connection because it was idle; let an administrator set idle_session_timeout to 0"
                        + " for this user (ALTER ROLE … SET).";
            case SqlState.CONNECTION_EXCEPTION,
                    SqlState.CONNECTION_DOES_NOT_EXIST,
                    SqlState.CONNECTION_FAILURE,
                    SqlState.TRANSACTION_RESOLUTION_UNKNOWN ->
                "the connection was lost; make sure that the server is running, then run this again.";
            case SqlState.INTERNAL_ERROR -> "the server hit an internal error; check its log.";
            case SqlState.DATA_CORRUPTED ->
                "data on the server's disk is corrupt; check its log, and restore a backup.";
            case SqlState.INDEX_CORRUPTED -> "an index is corrupt; run REINDEX on it, then run this again.";
            default ->
                SqlStateClass.SYSTEM_ERROR.includes(state)
                        ? "the server could not read or write its files; check its log."
                        : "";
        };
    }
}
