package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TwoServersIT {

    @Test
    void eachHasItsOwnOrders() throws SQLException {
        assertEquals(2_422, orders("north"));
        assertEquals(4_847, orders("south"));
    }

    private static long orders(String region) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        System.getProperty(region + ".url"), System.getProperty(region + ".user"), null);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM orders")) {
            row.next();
            return row.getLong(1);
        }
    }
}
