package dev.brickhouse.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.schema.RetailSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables as a consumer holds them: a copy of what they once were, with every change applied. Rows go by their ids. */
final class Replica implements PgOutput.Changes {

    private final Map<String, Map<String, List<String>>> tables;
    private int inserted;
    private int updated;
    private int deleted;
    private int truncated;
    private int transactions;

    private Replica(Map<String, Map<String, List<String>>> tables) {
        this.tables = tables;
    }

    /** The tables as a connection sees them. */
    static Replica of(Connection connection) throws SQLException {
        return new Replica(read(connection));
    }

    /** Every row of each table, by its id. */
    static Map<String, Map<String, List<String>>> read(Connection connection) throws SQLException {
        Map<String, Map<String, List<String>>> tables = new TreeMap<>();
        for (String table : RetailSchema.TABLES) {
            Map<String, List<String>> rows = new TreeMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT * FROM " + table)) {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                        row.add(result.getString(column));
                    }
                    rows.put(row.get(0), row);
                }
            }
            tables.put(table, rows);
        }
        return tables;
    }

    Map<String, Map<String, List<String>>> tables() {
        return tables;
    }

    int inserted() {
        return inserted;
    }

    int updated() {
        return updated;
    }

    int deleted() {
        return deleted;
    }

    int truncated() {
        return truncated;
    }

    int transactions() {
        return transactions;
    }

    @Override
    public void insert(String table, List<String> row) {
        assertThat(tables.get(table).put(row.get(0), row))
                .as("a row that was there before %s", row)
                .isNull();
        inserted++;
    }

    @Override
    public void update(String table, List<String> oldKey, List<String> row, List<Integer> unchanged) {
        List<String> before = tables.get(table).remove((oldKey == null ? row : oldKey).get(0));
        assertThat(before).as("what became %s", row).isNotNull();
        unchanged.forEach(column -> row.set(column, before.get(column)));
        tables.get(table).put(row.get(0), row);
        updated++;
    }

    @Override
    public void delete(String table, List<String> key) {
        assertThat(tables.get(table).remove(key.get(0))).as("row %s", key).isNotNull();
        deleted++;
    }

    @Override
    public void truncate(List<String> names) {
        names.forEach(table -> tables.get(table).clear());
        truncated++;
    }

    @Override
    public void commit() {
        transactions++;
    }
}
