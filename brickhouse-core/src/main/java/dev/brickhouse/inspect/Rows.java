package dev.brickhouse.inspect;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
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

    /** The answer as objects for a JSON document, one for each row. */
    List<Map<String, Object>> asObjects() {
        return rows.stream()
                .map(row -> {
                    Map<String, Object> object = new LinkedHashMap<>();
                    for (int column = 0; column < columns.size(); column++) {
                        object.put(columns.get(column), row.get(column));
                    }
                    return object;
                })
                .toList();
    }

    /** The answer as RFC 4180 has it, with nothing for null and an empty text in quotes. */
    String asCsv() {
        StringWriter text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().quoteStrategy(QuoteStrategies.EMPTY).build(text)) {
            writer.writeRecord(columns);
            for (List<Object> row : rows) {
                writer.writeRecord(row.stream()
                        .map(value -> value == null ? null : value.toString())
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
