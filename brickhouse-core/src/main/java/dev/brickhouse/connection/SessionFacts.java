package dev.brickhouse.connection;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.settings.ConnectionInfo;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a new session says about itself.
 *
 * @param process its process id at the server
 * @param searchPath its search path
 * @param role the role that it acts as
 * @param settable the settings that the user may change and that are not good as they are
 * @param replicationRole its session_replication_role
 * @param readOnlyReason why it is read-only and what to do about it, for the user; null if it can write or the reason
 *     is unknown
 */
record SessionFacts(
        int process,
        String searchPath,
        String role,
        Set<String> settable,
        String replicationRole,
        String readOnlyReason) {

    private static final SqlStatements SQL = SqlStatements.read(SessionFacts.class, "sessions.sql", Map.of());

    private static final int FIRST_WITH_TRANSACTION_TIMEOUT = 17;

    /**
     * Asks the session of a transaction; neither the role's time limits nor its isolation level, which may wait, nor how
     * little memory it has, which may need a file that the role must not make, matter.
     */
    static SessionFacts read(Connection transaction, ConnectionInfo info) throws SQLException {
        boolean limitsTransactions =
                transaction.getMetaData().getDatabaseMajorVersion() >= FIRST_WITH_TRANSACTION_TIMEOUT;
        Sql.execute(
                transaction,
                "SET LOCAL statement_timeout = 0; SET LOCAL work_mem = '4MB'; "
                        + (limitsTransactions ? "SET LOCAL transaction_timeout = 0; " : "")
                        + Transactions.READ_COMMITTED);
        return Sql.one(
                transaction,
                SQL.get("facts"),
                row -> new SessionFacts(
                        row.getInt("pid"),
                        row.getString("search_path"),
                        row.getString("role"),
                        settable(
                                row.getString("settable"),
                                row.getBoolean("notices_closing"),
                                row.getBoolean("has_memory")),
                        row.getString("replication_role"),
                        readOnlyReason(row.getBoolean("standby"), row.getString("read_only_source"), info)));
    }

    private static Set<String> settable(String names, boolean noticesClosing, boolean hasMemory) {
        Set<String> settable = new HashSet<>(Set.of(names.split(",")));
        if (!noticesClosing) {
            settable.remove("client_connection_check_interval");
        }
        if (hasMemory) {
            settable.remove("work_mem");
        }
        return settable;
    }

    private static String readOnlyReason(boolean standby, String source, ConnectionInfo info) {
        if (standby) {
            return "the server is a standby, which can only be read; name the primary with " + PropertyNames.HOST + ".";
        }
        if (source == null) {
            return null;
        }
        String role = Identifiers.quote(info.user());
        String database = Identifiers.quote(info.database());
        String off = " SET default_transaction_read_only = off";
        String on = "default_transaction_read_only is on for ";
        String run = "; run, in a session that may write, ALTER ";
        return switch (source) {
            case "user" -> on + "the role " + role + run + "ROLE " + role + off + ".";
            case "database" -> on + "the database " + database + run + "DATABASE " + database + off + ".";
            case "database user" ->
                on + "the role " + role + " in the database " + database + run + "ROLE " + role + " IN DATABASE "
                        + database + off + ".";
            case "global" -> on + "all roles" + run + "ROLE ALL" + off + ".";
            case "client" -> on + "this connection; take it out of " + PropertyNames.URL + ".";
            default ->
                on + "the whole server; let an administrator run ALTER SYSTEM" + off
                        + " and SELECT pg_reload_conf(), or take it out of postgresql.conf.";
        };
    }
}
