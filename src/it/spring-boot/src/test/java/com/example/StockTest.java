package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A second class, which finds Spring's context as the first has left it. */
class StockTest extends DatabaseTest {

    @Autowired
    private DataSource dataSource;

    @Test
    void everyShopHasStock() {
        assertThat(JdbcClient.create(dataSource)
                        .sql("SELECT count(DISTINCT store_id) FROM retail.inventory")
                        .query(Long.class)
                        .single())
                .isEqualTo(26);
    }
}
