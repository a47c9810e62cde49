package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brickhouse.CloneDatabase;
import dev.brickhouse.junit.BrickhouseDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** One of two classes that make the same table, each in a process of its own. */
@BrickhouseDatabase(scale = 0.01, asOf = "2026-11-24")
class EastTest {

    CloneDatabase database;

    @Test
    void makesATable() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE app_returns (order_id int REFERENCES orders)");
            try (ResultSet row = statement.executeQuery("SELECT count(*), min(started_at) FROM orders, brickhouse_seed")) {
                assertTrue(row.next());
                assertEquals(Integer.getInteger("orders", 2422), row.getInt(1));
                System.out.println("server " + database.address() + " seeded " + row.getString(2));
            }
        }
    }
}
