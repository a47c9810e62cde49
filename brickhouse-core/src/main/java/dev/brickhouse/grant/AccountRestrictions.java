package dev.brickhouse.grant;

import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What keeps an account from what its rights promise: limits of connections, an expired password, settings by
 * which it cannot write, acts as another role or has hardly any time, and row security. All of it may be intended, so nothing of it is changed.
 */
final class AccountRestrictions {

    private static final SqlStatements SQL =
            SqlStatements.read(AccountRestrictions.class, "account-restrictions.sql", Map.of());

    private AccountRestrictions() {}

    /**
     * Asks the server.
     *
     * @param schemas those whose tables the account was promised
     * @param onTables the rights on them that it was promised
     * @return for each what stands in the way and how to lift it, as the rest of a sentence about the role
     */
    static List<String> of(Connection connection, String role, List<String> schemas, List<String> onTables)
            throws SQLException {
        List<String> found = new ArrayList<>(Sql.strings(connection, SQL.get("entering"), role, role));
        found.addAll(Sql.strings(connection, SQL.get("settings"), role, schemas, onTables));
        found.addAll(Sql.strings(connection, SQL.get("row-security"), role, schemas, onTables));
        return found;
    }
}
