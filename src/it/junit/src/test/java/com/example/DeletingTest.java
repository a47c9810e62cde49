package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brickhouse.junit.BrickhouseDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Each method deletes all orders, and finds all of them nevertheless. */
@BrickhouseDatabase(scale = 0.01, asOf = "2026-11-24", per = BrickhouseDatabase.Per.METHOD)
@Execution(ExecutionMode.CONCURRENT)
class DeletingTest {

    @Test
    void deletesOnce(DataSource database) throws SQLException {
        deleteAll(database);
    }

    @Test
    void deletesTwice(DataSource database) throws SQLException {
        deleteAll(database);
    }

    private static void deleteAll(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT count(*) FROM orders")) {
                row.next();
                assertEquals(Integer.getInteger("orders", 2422), row.getInt(1));
            }
            assertEquals(Integer.getInteger("orders", 2422), statement.executeUpdate("DELETE FROM orders"));
        }
    }
}
