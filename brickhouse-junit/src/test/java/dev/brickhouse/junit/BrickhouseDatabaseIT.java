package dev.brickhouse.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.CloneDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The extension as a user's test class has it: fields, parameters, nested classes, and a method with settings of its
 * own.
 */
@BrickhouseDatabase(scale = 0.01, asOf = "2026-11-24")
class BrickhouseDatabaseIT {

    private static final long ORDERS = 2268 + 135 + 13 + 6;

    private static CloneDatabase ofClass;

    private CloneDatabase clone;
    private DataSource dataSource;
    private final DataSource own = null;

    @BeforeAll
    static void isThereBeforeAll(CloneDatabase database) {
        assertThat(ofClass).isSameAs(database);
    }

    @BeforeEach
    void isThereBeforeEach(CloneDatabase database) {
        assertThat(clone).isSameAs(database);
    }

    @Test
    void fieldsAndParametersAreOneDatabase(DataSource parameter, CloneDatabase database, Connection connection)
            throws SQLException {
        assertThat(database).isSameAs(ofClass).isSameAs(clone);
        assertThat(parameter).isSameAs(dataSource).isSameAs(database.dataSource());
        assertThat(own).isNull();
        assertThat(connection.getMetaData().getURL()).startsWith(database.jdbcUrl());
        assertThat(Query.count(parameter, "orders")).isEqualTo(ORDERS);
    }

    @Test
    @BrickhouseDatabase(scale = 0.005, asOf = "2026-11-24")
    void aMethodHasADatabaseOfItsOwn(CloneDatabase database) throws SQLException {
        assertThat(database).isNotSameAs(ofClass).isSameAs(clone);
        assertThat(dataSource).isSameAs(database.dataSource());
        assertThat(Query.count(dataSource, "orders")).isBetween(ORDERS / 2 - 2, ORDERS / 2 + 2);
    }

    @Nested
    class InItsMiddle {

        private DataSource inner;

        @Test
        void aNestedClassSharesTheDatabase(CloneDatabase database) {
            assertThat(database).isSameAs(ofClass).isSameAs(clone);
            assertThat(inner).isSameAs(database.dataSource());
        }
    }

    @Nested
    @BrickhouseDatabase(scale = 0.01, asOf = "2026-11-24")
    class WithItsOwn {

        @Test
        void aNestedClassCanHaveItsOwn(CloneDatabase database) throws SQLException {
            assertThat(database).isNotSameAs(ofClass);
            assertThat(Query.count(database.dataSource(), "orders")).isEqualTo(ORDERS);
        }
    }
}
