package dev.brickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MigratedObjectsTest {

    @Test
    void tellsOursFromAUsers() {
        assertThat(MigratedObjects.contain("orders", "order_status")).isTrue();
        assertThat(MigratedObjects.contain("orders", "idx_orders_status")).isTrue();
        assertThat(MigratedObjects.contain("orders", "carrier")).isFalse();
        assertThat(MigratedObjects.contain("carriers", "order_id")).isFalse();
        assertThat(MigratedObjects.containColumn("users", "email")).isTrue();
        assertThat(MigratedObjects.containColumn("users", "email", "character varying(255)"))
                .isTrue();
        assertThat(MigratedObjects.containColumn("users", "email", "text")).isFalse();
        assertThat(MigratedObjects.containNotNull("products", "brand")).isTrue();
        assertThat(MigratedObjects.containNotNull("orders", "notes")).isFalse();
        assertThat(MigratedObjects.containComment("brand on the label")).isTrue();
        assertThat(MigratedObjects.containComment("our brand")).isFalse();
    }

    @Test
    void aDefaultIsTheSameHoweverItIsCast() {
        Definition made = Definition.of(Layout.PLAIN).stream()
                .filter(definition -> definition.kind() == Definition.Kind.DEFAULT)
                .findFirst()
                .orElseThrow();

        assertThat(MigratedObjects.containDefault(made.table(), made.name(), "(" + made.text() + "::text)"))
                .isTrue();
        assertThat(MigratedObjects.containDefault(made.table(), made.name(), "'other'"))
                .isFalse();
    }
}
