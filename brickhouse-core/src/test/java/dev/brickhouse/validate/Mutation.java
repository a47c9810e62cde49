package dev.brickhouse.validate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A fault put into a seeded database, and everything that the checks then have to report.
 *
 * <p>The victim is picked by a query, so that a change of the generator does not change what is tested. It stands for
 * <code>{victim}</code> in the statements and in the keys.
 */
final class Mutation {

    private final String check;
    private final Map<String, List<String>> keys = new TreeMap<>();
    private final Map<String, String> keyQueries = new TreeMap<>();
    private final List<String> skipped = new ArrayList<>();
    private String victimQuery = "SELECT ''";
    private String sql;
    private boolean refreshed = true;

    private Mutation(String check) {
        this.check = check;
    }

    /** Begins a fault that breaks the rule of this check. */
    static Mutation of(String check) {
        return new Mutation(check);
    }

    Mutation victim(String query) {
        victimQuery = query;
        return this;
    }

    Mutation sql(String statements) {
        sql = statements;
        return this;
    }

    /** Expects the check itself to report exactly these keys. */
    Mutation sees(String... expected) {
        return alsoSees(check, expected);
    }

    /** Expects the check itself to report what this query finds before the fault. */
    Mutation seesRowsOf(String query) {
        return alsoSeesRowsOf(check, query);
    }

    /** Expects another check to report something, too, because the fault cannot be had without. */
    Mutation alsoSees(String other, String... expected) {
        keys.put(other, List.of(expected));
        return this;
    }

    Mutation alsoSeesRowsOf(String other, String query) {
        keyQueries.put(other, query);
        return this;
    }

    /** Expects a check to be skipped. */
    Mutation skips(String other) {
        skipped.add(other);
        return this;
    }

    /** Leaves the views as they were before the fault. */
    Mutation withoutRefresh() {
        refreshed = false;
        return this;
    }

    String check() {
        return check;
    }

    List<String> skipped() {
        return skipped;
    }

    /**
     * Makes the fault in the open transaction.
     *
     * @return the expected keys by check
     */
    Map<String, List<String>> apply(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            List<String> victims = rows(statement, victimQuery);
            if (victims.size() != 1 || victims.get(0) == null) {
                throw new IllegalStateException(check + " needs one victim, not " + victims);
            }
            String victim = victims.get(0);
            Map<String, List<String>> expected = new TreeMap<>();
            keys.forEach((id, texts) -> expected.put(
                    id,
                    texts.stream().map(text -> text.replace("{victim}", victim)).toList()));
            for (Map.Entry<String, String> query : keyQueries.entrySet()) {
                expected.put(query.getKey(), rows(statement, query.getValue().replace("{victim}", victim)));
            }
            statement.execute(sql.replace("{victim}", victim));
            if (refreshed) {
                statement.execute("REFRESH MATERIALIZED VIEW analytics.inventory_summary");
                statement.execute("REFRESH MATERIALIZED VIEW analytics.order_trends");
                statement.execute("REFRESH MATERIALIZED VIEW analytics.low_stock_alerts");
            }
            return expected;
        }
    }

    private static List<String> rows(Statement statement, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    @Override
    public String toString() {
        return check + ": " + sql.strip().replaceAll("\\s+", " ");
    }
}
