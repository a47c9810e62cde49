package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.load.ContentChecksum;
import dev.brickhouse.load.Table;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.SchemaContents;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.validate.Checks;
import dev.brickhouse.validate.Validator;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What has to be true of {@link SeedFixture#smallRequest()} when it is complete, whatever happened on the way. */
final class FinishedSeed {

    private FinishedSeed() {}

    static void check(TestDatabase database) throws SQLException {
        check(database.dataSource());
    }

    static void check(DataSource dataSource) throws SQLException {
        try (TestDatabase migrated = TestDatabase.create()) {
            check(dataSource, migrated.dataSource());
        }
    }

    /** @param empty another database of the same server, for what is to be expected */
    static void check(DataSource dataSource, DataSource empty) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Connection expected = empty.getConnection()) {
            long sum = 0;
            for (Table table : RetailTables.IN_ORDER) {
                sum += ContentChecksum.of(connection, "public", table);
            }
            assertThat(ContentChecksum.text(sum)).isEqualTo(DefaultSeed.SMALL_CHECKSUM);
            assertThat(TestDatabase.rows(connection, "SELECT state, checksum FROM brickhouse_seed"))
                    .containsExactly("complete | " + DefaultSeed.SMALL_CHECKSUM);
            assertThat(TestDatabase.rows(connection, "SELECT object_name FROM brickhouse_suspended"))
                    .isEmpty();
            assertThat(TestDatabase.rows(connection, "SELECT last_value FROM orders_order_id_seq"))
                    .containsExactly("5615");
            assertThat(TestDatabase.rows(connection, "SELECT count(*) > 0 FROM analytics.low_stock_alerts"))
                    .containsExactly("t");
            assertThat(new Validator(RetailSchema.DEFAULT, Checks.all())
                            .validate(dataSource, Console.SILENT, Progress.NONE)
                            .results())
                    .filteredOn(result -> !result.outcome().equals("passed"))
                    .isEmpty();
            Layout layout =
                    SchemaContents.of(connection, RetailSchema.DEFAULT).layout().orElseThrow();
            Schemas.migrate(empty, RetailSchema.DEFAULT, layout, Console.SILENT);
            assertThat(TestDatabase.rows(connection, SeedFixture.DEFINITIONS))
                    .filteredOn(FinishedSeed::isOfEverySeed)
                    .isEqualTo(TestDatabase.rows(expected, SeedFixture.DEFINITIONS).stream()
                            .filter(FinishedSeed::isOfEverySeed)
                            .toList());
        }
    }

    /** Partitions, and the shards that a coordinator holds itself, have names of their own. */
    static boolean isOfEverySeed(String definition) {
        return !definition.matches("(orders_20|[a-z]+_\\d{6} ).*");
    }
}
