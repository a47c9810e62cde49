package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Retail.class)
class OrdersTest {

    @Inject
    DataSource database;

    @Test
    void ordersAreThere() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet orders = statement.executeQuery("SELECT count(*) FROM orders")) {
            orders.next();
            assertEquals(2422, orders.getLong(1));
        }
    }
}
