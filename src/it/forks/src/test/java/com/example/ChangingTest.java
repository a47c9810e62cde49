package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Makes a table; its process sees those of its own tests only, on a clone of its own. */
abstract class ChangingTest {

    private static int made;

    @Test
    void nobodyElseSeesTheseChanges() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(System.getProperty("db.url"), System.getProperty("db.user"), null);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE made_by_" + getClass().getSimpleName() + " AS SELECT * FROM orders");
            made++;
            assertEquals(2_422, number(statement, "SELECT count(*) FROM orders"));
            assertEquals(made, number(statement, "SELECT count(*) FROM pg_tables WHERE tablename LIKE 'made_by_%'"));
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
