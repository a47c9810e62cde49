package dev.brickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.problem.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaPairTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b", "pg_retail", "information_schema", "$user"})
    void refusesWhatCannotBeASchemaAndNamesTheSetting(String name) {
        assertThatThrownBy(() -> new RetailSchema(name, "analytics"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("brickhouse.schema (DB_SCHEMA) ");
        assertThatThrownBy(() -> new RetailSchema("public", name))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("brickhouse.analyticsSchema ");
    }

    @Test
    void countsTheLengthOfANameInBytes() {
        assertThat(new RetailSchema("ä".repeat(31) + "a", "analytics").name()).hasSize(32);
        assertThatThrownBy(() -> new RetailSchema("ä".repeat(32), "analytics"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("63 bytes");
    }
}
