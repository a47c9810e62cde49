package dev.brickhouse.inspect;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What a query answered.
 *
 * @param columns the names of its columns
 * @param rows its rows, each with a number, a text or null for each column
 */
record Rows(List<String> columns, List<List<Object>> rows) {

    Rows {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    static Rows read(PreparedStatement query) throws SQLException {
        try (ResultSet result = query.executeQuery()) {
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

    /** As an object for a JSON document. */
    Map<String, Object> asMap() {
        return Map.of("columns", columns, "rows", rows);
    }
}
