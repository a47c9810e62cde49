package com.example;

import dev.brickhouse.Brickhouse;
import dev.brickhouse.SeededDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.LocalDate;
import java.util.Map;

public class Retail implements QuarkusTestResourceLifecycleManager {

    private SeededDatabase database;

    @Override
    public Map<String, String> start() {
        database = Brickhouse.embedded().scale(0.01).asOf(LocalDate.of(2026, 11, 24)).start();
        return Map.of(
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password());
    }

    @Override
    public void stop() {
        database.close();
    }
}
