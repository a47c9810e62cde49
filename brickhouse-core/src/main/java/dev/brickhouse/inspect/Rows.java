package dev.brickhouse.inspect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The answer to a query.
 *
 * @param columns the names of its columns
 * @param rows its rows, with a number, a text or null in each column
 */
record Rows(List<String> columns, List<List<Object>> rows) {

    Rows {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Runs a query. Its columns are known even if it has no rows. */
    static Rows of(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            ResultSetMetaData metaData = result.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int column = 1; column <= metaData.getColumnCount(); column++) {
                columns.add(metaData.getColumnLabel(column));
            }
            List<List<Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int column = 1; column <= columns.size(); column++) {
                    row.add(result.getObject(column));
                }
                rows.add(Collections.unmodifiableList(row));
            }
            return new Rows(columns, rows);
        }
    }

    /** The answer as an object for a JSON document. */
    Map<String, Object> asMap() {
        return Map.of("columns", columns, "rows", rows);
    }
}
