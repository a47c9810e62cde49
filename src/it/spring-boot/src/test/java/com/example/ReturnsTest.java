package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The application's own table refers to a seeded one. */
class ReturnsTest extends DatabaseTest {

    @Autowired
    private JdbcClient jdbc;

    @Test
    void anOrderIsReturned() {
        jdbc.sql("INSERT INTO returns (order_id, reason) VALUES (1, 'broken')").update();
        assertThat(count("returns JOIN retail.orders USING (order_id)")).isEqualTo(1);
        assertThat(count("flyway_schema_history WHERE success")).isEqualTo(1);
        assertThat(count("retail.orders")).isEqualTo(2422);
    }

    private long count(String from) {
        return jdbc.sql("SELECT count(*) FROM " + from).query(Long.class).single();
    }
}
