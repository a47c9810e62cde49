package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class ReviewsIT {

    @Test
    void reviewsReferToSeededOrders() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(System.getProperty("db.url"), System.getProperty("db.user"), null);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO reviews SELECT order_id, 5 FROM retail.orders WHERE order_status = 'fulfilled'");
            try (ResultSet row = statement.executeQuery("SELECT count(*) FROM reviews")) {
                row.next();
                assertEquals(2_268, row.getLong(1));
            }
        }
    }
}
