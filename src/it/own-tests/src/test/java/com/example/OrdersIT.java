package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OrdersIT {

    private static final String ORDERS = "SELECT count(*) FROM orders";

    @Test
    void everyOrderIsForAProductOfTheCatalog() throws SQLException {
        assertEquals(0, number("SELECT count(*) FROM orders o LEFT JOIN products p USING (product_id) WHERE p.product_id IS NULL"));
    }

    @Test
    void nothingIsLeftOfTheLastBuild() throws SQLException {
        assertEquals(2_422, number(ORDERS));
        assertEquals(0, number("SELECT count(*) FROM stores WHERE store_name = 'Changed by a test'"));
        // neither of these statements could be run twice on one database
        run("CREATE ROLE tester");
        run("CREATE TABLE reviews (order_id int REFERENCES orders, stars int)");
    }

    /** What tests do to a database, and never clean up. */
    @AfterAll
    static void leaveAMess() throws SQLException {
        run("INSERT INTO orders (order_number, from_store_id, to_store_id, product_id, quantity_cases, order_date, requested_by)"
                + " SELECT 'ORD-MINE', from_store_id, to_store_id, product_id,"
                + " quantity_cases, order_date, requested_by FROM orders LIMIT 1");
        run("INSERT INTO reviews SELECT order_id, 5 FROM orders");
        run("UPDATE stores SET store_name = 'Changed by a test'");
        run("CREATE SCHEMA app");
        run("CREATE VIEW app.open_orders AS SELECT * FROM orders WHERE order_status <> 'fulfilled'");
        run("ALTER TABLE products ADD COLUMN color text");
        run("DROP INDEX IF EXISTS orders_order_date_idx");
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(System.getProperty("db.url"), System.getProperty("db.user"), null);
    }
}
