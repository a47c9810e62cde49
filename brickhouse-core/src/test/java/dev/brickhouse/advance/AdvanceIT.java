package dev.brickhouse.advance;

import static dev.brickhouse.advance.AdvancedDatabase.AS_OF;
import static dev.brickhouse.advance.AdvancedDatabase.advance;
import static dev.brickhouse.advance.AdvancedDatabase.number;
import static dev.brickhouse.advance.AdvancedDatabase.requireValid;
import static dev.brickhouse.advance.AdvancedDatabase.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.SeededDatabase;
import java.sql.SQLException;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A seeded business goes on. */
class AdvanceIT {

    private static TestDatabase seeded;

    @BeforeAll
    static void seed() throws SQLException {
        seeded = TestDatabase.create();
        SeededDatabase.seeder(seeded.dataSource()).seed(AdvancedDatabase.request());
    }

    @AfterAll
    static void drop() throws SQLException {
        seeded.close();
    }

    @Test
    void oneStepAndManyLeaveTheSameRows() throws SQLException {
        LocalDate to = AS_OF.plusDays(18);
        try (TestDatabase once = seeded.copy();
                TestDatabase often = seeded.copy()) {
            AdvanceResult result = advance(once, to);
            for (LocalDate day = AS_OF.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
                assertThat(advance(often, day).done().days()).isEqualTo(1);
            }

            assertThat(result.done().days()).isEqualTo(18);
            assertThat(result.done().placed()).isGreaterThan(500);
            assertThat(rows(once)).isEqualTo(rows(often)).isNotEqualTo(rows(seeded));
            requireValid(once);
        }
    }

    @Test
    void goesOnAsItWas() throws SQLException {
        try (TestDatabase database = seeded.copy()) {
            long openBefore = number(database, OPEN);

            AdvanceResult result = advance(database, AS_OF.plusDays(63));

            System.out.println(result);
            database.rows(WEEKS).forEach(System.out::println);
            database.rows(STATS).forEach(System.out::println);
            assertThat(number(database, OPEN)).isLessThan(openBefore);
            requireValid(database);
        }
    }

    private static final String OPEN =
            "SELECT count(*) FROM orders WHERE order_status IN ('pending_review', 'approved')";

    private static final String WEEKS = """
            SELECT (order_date::date - '2026-08-20'::date + 700) / 7 - 100 AS week, count(*), sum(quantity_cases), round(avg(quantity_cases), 1),
              count(*) FILTER (WHERE order_status = 'cancelled'), count(*) FILTER (WHERE order_status IN ('pending_review', 'approved')),
              (SELECT count(*) FROM orders f WHERE (f.fulfilled_date::date - '2026-08-20'::date + 700) / 7 = (o.order_date::date - '2026-08-20'::date + 700) / 7) delivered,
              round(avg(extract(epoch from fulfilled_date - order_date) / 3600), 1)
              FROM orders o WHERE order_date >= '2026-06-01' GROUP BY (order_date::date - '2026-08-20'::date + 700) / 7 ORDER BY 1
            """;

    private static final String STATS = """
            SELECT s.store_type = 'Warehouse', count(*), sum(quantity_cases), sum(reserved_cases), min(quantity_cases), percentile_cont(0.5) within group (order by quantity_cases),
             round(avg(CASE WHEN quantity_cases - reserved_cases <= 25 THEN 1.0 ELSE 0 END), 3), round(avg(CASE WHEN quantity_cases = 0 THEN 1.0 ELSE 0 END), 3), min(last_updated), max(last_updated), max(version)
              FROM inventory i JOIN stores s USING (store_id) GROUP BY 1
            """;
}
