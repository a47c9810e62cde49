package dev.brickhouse.advance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.LoadOptions;
import dev.brickhouse.seed.SeedFixture;
import dev.brickhouse.seed.SeedRequest;
import dev.brickhouse.seed.SeedTarget;
import dev.brickhouse.validate.Checks;
import dev.brickhouse.validate.ValidationReport;
import dev.brickhouse.validate.Validator;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A seed that ends some months ago, and what has to be true of it when it was carried on. */
final class AdvancedDatabase {

    static final LocalDate AS_OF = LocalDate.of(2026, 8, 20);
    static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private AdvancedDatabase() {}

    /** A tenth of the default seed. */
    static SeedRequest request() {
        return SeedFixture.request(
                HistorySettings.defaults(AS_OF).withCounts(OrderCounts.DEFAULT.scaledBy(0.1)),
                true,
                new LoadOptions(LoadMethod.COPY, LoadOptions.DEFAULT_BATCH_SIZE, 2, 10_000),
                false,
                "test");
    }

    static Advance advance(TestDatabase database) {
        return advance(database, Progress.NONE);
    }

    static Advance advance(TestDatabase database, Progress progress) {
        return new Advance(new SeedTarget(database.dataSource(), RetailSchema.DEFAULT), Console.SILENT, progress);
    }

    static AdvanceResult advance(TestDatabase database, LocalDate to) {
        return advance(database).run(to, TODAY);
    }

    static void requireValid(TestDatabase database) {
        ValidationReport report = new Validator(RetailSchema.DEFAULT, Checks.all())
                .validate(database.dataSource(), Console.SILENT, Progress.NONE);
        assertThat(report.results())
                .filteredOn(result -> !result.outcome().equals("passed"))
                .isEmpty();
    }

    /** Every column of every row of the tables that change. */
    static List<String> rows(TestDatabase database) throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("products", "stores", "users", "inventory", "orders")) {
            rows.addAll(database.rows(
                    "SELECT count(*), md5(string_agg(t::text, E'\\n' ORDER BY t::text)) FROM " + table + " t"));
        }
        rows.addAll(database.rows("SELECT settings FROM brickhouse_seed"));
        rows.addAll(database.rows("SELECT last_value FROM orders_order_id_seq"));
        return rows;
    }

    static long number(TestDatabase database, String sql) throws SQLException {
        return Long.parseLong(database.rows(sql).get(0));
    }
}
