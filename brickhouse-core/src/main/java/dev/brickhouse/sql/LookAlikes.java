package dev.brickhouse.sql;

import dev.brickhouse.resource.Resources;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Operators and functions of the user's that PostgreSQL would prefer to its own in the plugin's statements, such as an
 * {@code =} for {@code varchar}: PostgreSQL compares those by its {@code =} for {@code text}, and an exact match wins
 * whatever the order of the search path. They would get into constraints and views for good.
 */
public final class LookAlikes {

    private static final String QUERY = Resources.text(LookAlikes.class, "look-alikes.sql");

    private LookAlikes() {}

    /**
     * Looks for them.
     *
     * @param connection with none of these schemas on its search path
     * @param schemas their names, unquoted
     * @return by schema, one of them as {@code operator =(character varying, character varying)}
     */
    public static Map<String, String> of(Connection connection, Collection<String> schemas) throws SQLException {
        return signatures(Sql.list(connection, QUERY, LookAlikes::signature, schemas));
    }

    /** As {@link #of}, in a transaction that has nothing but PostgreSQL's own schema on its search path from then on. */
    public static Map<String, String> beforeAnySearch(Connection transaction, Collection<String> schemas)
            throws SQLException {
        return signatures(Sql.listAfter(
                transaction, "SET LOCAL search_path = pg_catalog", QUERY, LookAlikes::signature, schemas));
    }

    private static Map.Entry<String, String> signature(ResultSet row) throws SQLException {
        return Map.entry(row.getString("schema"), row.getString("signature"));
    }

    private static Map<String, String> signatures(List<Map.Entry<String, String>> found) {
        return found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
