package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class OrdersIT {

    @Test
    void everyOrderIsForAProductOfTheCatalog() throws SQLException {
        assertEquals(0, number("SELECT count(*) FROM orders o LEFT JOIN products p USING (product_id) WHERE p.product_id IS NULL"));
        assertTrue(number("SELECT count(*) FROM orders") > 2_000);
    }

    private static long number(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        System.getProperty("db.url"), System.getProperty("db.user"), null);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
