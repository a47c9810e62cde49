package com.example;

import dev.brickhouse.CloneDatabase;
import dev.brickhouse.junit.BrickhouseDatabase;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What every test with the database extends; Spring keeps one context, and so one database, for all of them. */
@SpringBootTest
@BrickhouseDatabase(
        scale = 0.01,
        asOf = "2026-11-24",
        schema = "retail",
        per = BrickhouseDatabase.Per.PROCESS)
abstract class DatabaseTest {

    static CloneDatabase database;

    @DynamicPropertySource
    static void connect(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", database::jdbcUrl);
        registry.add("spring.datasource.username", database::user);
        registry.add("spring.datasource.password", database::password);
    }
}
