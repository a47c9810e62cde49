package dev.brickhouse.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockHolderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            UPDATE orders SET a = 4711       | UPDATE orders SET a = ?
            ALTER ROLE anna PASSWORD 'hunter' | ALTER ROLE anna PASSWORD …
            SELECT E'a\\' , 'hunter'           | SELECT E…
            SELECT $x$hunter$x$              | SELECT …
            SELECT $1 FROM t2                | SELECT $1 FROM t2
            SELECT a_rather_long_name, another_rather_long_name, and_one_more FROM somewhere | SELECT a_rather_long_name, another_rather_long_name, and_one…
            """)
    void literalsOfTheLastStatementAreNotShown(String query, String shown) {
        assertThat(new LockHolder("public.orders", 7, "anna", "psql", "10.0.0.1", "2026-11-24 10:00:00", query)
                        .describe())
                .isEqualTo("a lock on public.orders that server process 7 holds (user anna, application psql, from"
                        + " 10.0.0.1, its transaction open since 2026-11-24 10:00:00, its last statement " + shown
                        + ")");
    }

    @Test
    void whatTheServerDoesNotShowIsLeftOut() {
        assertThat(new LockHolder(null, 7, "anna", "", null, null, "<insufficient privilege>").describe())
                .isEqualTo("a lock that server process 7 holds (user anna)");
        assertThat(new LockHolder(null, 0, null, null, null, null, null).describe())
                .isEqualTo("a lock that a prepared transaction holds (see pg_prepared_xacts)");
    }
}
