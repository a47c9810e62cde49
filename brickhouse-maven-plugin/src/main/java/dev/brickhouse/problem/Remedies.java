package dev.brickhouse.problem;

import dev.brickhouse.config.PropertyNames;
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
     * @return a sentence without a capital letter, or nothing where only the server's own words are certain
     */
    static String of(String state, String message, ServerErrorMessage server) {
        return switch (state) {
            case "28P01" ->
                "the password is wrong; check " + PropertyNames.USER + " and " + PropertyNames.PASSWORD + ", "
                        + PropertyNames.ENV_PASSWORD + " or the <server> of " + PropertyNames.SERVER_ID + ".";
            case "28000" ->
                server != null && KNOWS_NO_SUCH_ROLE.equals(server.getRoutine())
                        ? "there is no such user; check " + PropertyNames.USER + " (" + PropertyNames.ENV_USER + ")."
                        : "the server does not let this user in; check " + PropertyNames.USER + ", "
                                + PropertyNames.SSL_MODE + " and the server's pg_hba.conf.";
            case "3D000" ->
                "there is no such database; check " + PropertyNames.DATABASE + " (" + PropertyNames.ENV_DATABASE
                        + "), or create it.";
            case "0A000", "2BP01", "23503" -> ofDependents(state, server);
            case "42501" -> ofPrivilege(message, server);
            case "25006" ->
                "this session may only read, because the server is a standby (then name the primary with "
                        + PropertyNames.HOST + ") or because default_transaction_read_only is on (then lift it by ALTER"
                        + " ROLE or ALTER DATABASE … RESET default_transaction_read_only).";
            case "57014" -> ofCancel(message);
            case "55P03" ->
                message.contains("lock timeout")
                        ? "another session held a lock for longer than " + PropertyNames.LOCK_TIMEOUT
                                + " allows; end that session's transaction and run this again, or raise "
                                + PropertyNames.LOCK_TIMEOUT + "."
                        : "another session holds a lock that is needed; end its transaction and run this again.";
            case "40P01", "40001" -> "another session changed the same rows at the same time; run this again.";
            case "22021", "22P05" ->
                "the database cannot store a character of the text; use a database with the encoding UTF8 ("
                        + PropertyNames.DATABASE + ").";
            case "22023" -> ofValue(message);
            case "P0001" -> "a trigger or function in the database refused it, for the reason it gives.";
            case "26000", "42P05" ->
                "a pooler gives each transaction another session of the server; add prepareThreshold=0 to "
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
        if (state.equals("23503") && server != null && server.getConstraint() != null && server.getTable() != null) {
            return "the foreign key \"" + server.getConstraint() + "\" of the table \"" + server.getTable()
                    + "\" refers to rows that would be missing; delete the rows that refer to them, or drop that"
                    + " foreign key.";
        }
        return "";
    }

    static boolean isRowSecurity(ServerErrorMessage server) {
        return server != null && CHECKS_ROW_SECURITY.equals(server.getRoutine());
    }

    private static String ofPrivilege(String message, ServerErrorMessage server) {
        if (isRowSecurity(server)) {
            Matcher table = QUOTED.matcher(message);
            return "row-level security would hide rows of "
                    + (table.find() ? "the table \"" + table.group(1) + "\"" : "a table")
                    + " from this user, and half of the rows are of no use here; connect as the table's owner or as a role"
                    + " with BYPASSRLS (" + PropertyNames.USER
                    + "), or, where the owner is subject to it too, let the owner"
                    + " run ALTER TABLE … NO FORCE ROW LEVEL SECURITY.";
        }
        return "the user lacks a privilege; let an administrator grant it, or connect as another one with "
                + PropertyNames.USER + ".";
    }

    private static String ofCancel(String message) {
        if (message.contains("statement timeout")) {
            return "a statement took longer than " + PropertyNames.STATEMENT_TIMEOUT
                    + " allows; raise it, or set it to 0" + " for no limit.";
        }
        return message.contains("user request")
                ? "somebody cancelled the statement, such as an administrator; run this again."
                : "the statement was cancelled, by somebody or because it took longer than "
                        + PropertyNames.STATEMENT_TIMEOUT + " allows.";
    }

    private static String ofValue(String message) {
        return message.contains("TimeZone")
                ? "the server does not know the time zone of this Java; name one that it knows, such as -Duser.timezone=UTC"
                        + " in MAVEN_OPTS."
                : "the server does not accept a value; correct the one that it names.";
    }

    /** What is wrong with the server itself, or with the way to it. */
    private static String ofServer(String state, String message) {
        return switch (state) {
            case "08P01" ->
                message.contains("startup parameter")
                        ? "the pooler in between refuses a parameter of the connection; take it out of "
                                + PropertyNames.URL + ", or add it to the pooler's ignore_startup_parameters."
                        : "the server, or a proxy in between, broke the protocol; see to it that PostgreSQL listens at "
                                + PropertyNames.HOST + " and " + PropertyNames.PORT + ".";
            case "25P03", "25P04" ->
                "a time limit of the server ended the transaction; let an administrator set transaction_timeout and"
                        + " idle_in_transaction_session_timeout to 0 for this user (ALTER ROLE … SET).";
            case "53100" -> "the server's disk is full; make room there, or lower " + PropertyNames.SCALE + ".";
            case "53200" ->
                "the server ran out of memory; lower " + PropertyNames.THREADS + ", or give it more (for locks, by"
                        + " max_locks_per_transaction).";
            case "53300" ->
                "no connection is free; lower " + PropertyNames.THREADS + " (for simulate, "
                        + PropertyNames.SIMULATE_WORKERS + "), or raise the server's max_connections or the CONNECTION"
                        + " LIMIT of the role or the database.";
            case "53400" ->
                "a limit in the server's configuration was reached, such as temp_file_limit; let an administrator raise"
                        + " the one that it names.";
            case "54000" -> "a limit of PostgreSQL itself was reached; the message says which.";
            case "55000" -> "an object in the database is not in the state that this needs; do what the message says.";
            case "57P01" ->
                "an administrator ended the connection or shut the server down; see to it that the server runs, and run"
                        + " this again.";
            case "57P02" ->
                "another session of the server crashed, which ended all of them; look into the server's log, and run this"
                        + " again.";
            case "57P03" -> "the server is just starting or stopping; wait until it runs, and run this again.";
            case "57P04" -> "somebody dropped the database; create it, and run this again.";
            case "57P05" ->
                "the server ended the connection because it was idle; let an administrator set idle_session_timeout to 0"
                        + " for this user (ALTER ROLE … SET).";
            case "08000", "08003", "08006", "08007" ->
                "the connection was lost; see to it that the server runs, and run this again.";
            case "XX000" -> "the server met an error of its own; look into its log.";
            case "XX001" -> "data on the server's disk is corrupt; look into its log, and restore them from a backup.";
            case "XX002" -> "an index is corrupt; run REINDEX on it, and this again.";
            default -> state.startsWith("58") ? "the server could not read or write its files; look into its log." : "";
        };
    }
}
