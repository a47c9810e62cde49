package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class OrdersIT {

    @Test
    void everyOrderIsThere() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(System.getProperty("db.url"), System.getProperty("db.user"), "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM orders")) {
            row.next();
            assertEquals(2422, row.getLong(1));
        }
    }
}
