package dev.brickhouse.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** What an application would write: a prepared INSERT in batches, committed once, with every constraint in place. */
final class JdbcBatches {

    private static final int BATCH_SIZE = 500;
    private static final int COLUMNS = 14;

    private final String url;
    private final List<Object[]> rows = new ArrayList<>();

    JdbcBatches(String url) {
        this.url = url;
    }

    /** Reads the rows that are inserted later. */
    void read() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM orders ORDER BY order_id")) {
            while (row.next()) {
                Object[] values = new Object[COLUMNS];
                for (int i = 0; i < COLUMNS; i++) {
                    values[i] = row.getObject(i + 1);
                }
                rows.add(values);
            }
        }
    }

    long insert(boolean rewritten, int count) throws SQLException {
        String insert = "INSERT INTO orders VALUES (?" + ", ?".repeat(COLUMNS - 1) + ")";
        try (Connection connection = DriverManager.getConnection(url + "&reWriteBatchedInserts=" + rewritten);
                Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement(insert)) {
            statement.execute("TRUNCATE orders");
            long start = System.nanoTime();
            connection.setAutoCommit(false);
            for (int row = 0; row < count; row++) {
                for (int i = 0; i < COLUMNS; i++) {
                    prepared.setObject(i + 1, rows.get(row)[i]);
                }
                prepared.addBatch();
                if ((row + 1) % BATCH_SIZE == 0) {
                    prepared.executeBatch();
                }
            }
            prepared.executeBatch();
            connection.commit();
            return (System.nanoTime() - start) / 1_000_000;
        }
    }

    /** The first rows as INSERT statements. */
    Stream<String> statements(int count) {
        return rows.stream().limit(count).map(values -> {
            StringJoiner list = new StringJoiner(", ", "INSERT INTO orders VALUES (", ");");
            for (Object value : values) {
                list.add(value == null ? "NULL" : value instanceof Integer ? value.toString() : "'" + value + "'");
            }
            return list.toString();
        });
    }
}
