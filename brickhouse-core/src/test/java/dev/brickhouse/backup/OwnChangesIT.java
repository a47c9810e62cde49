package dev.brickhouse.backup;

import static dev.brickhouse.backup.BackupCases.assumeWritable;
import static dev.brickhouse.backup.BackupCases.checksums;
import static dev.brickhouse.backup.BackupCases.restore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.AnalyticsRefresh;
import dev.brickhouse.schema.RetailSchema;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the plugin itself makes of the views after a backup is no user's. */
@Tag("every-version")
class OwnChangesIT extends DatabaseWithOneStore {

    private static final String UNIQUE_INDEXES =
            "SELECT indexrelid::regclass FROM pg_index WHERE indisunique AND indrelid"
                    + " IN (SELECT oid FROM pg_class WHERE relnamespace = 'analytics'::regnamespace)";

    private static final String LOW_STOCK_KEY = "analytics.uq_low_stock_alerts";

    @ParameterizedTest
    @CsvSource({
        "BUILTIN, PLAIN",
        "PG_DUMP, PLAIN",
        "PG_DUMP, CUSTOM",
    })
    void theKeyOfAConcurrentRefreshIsNoObstacle(WriterKind writer, BackupFormat format) throws SQLException {
        assumeWritable(writer);
        Path without = take(BackupContent.FULL, format, writer);
        Map<String, TableChecksum> before = checksums(database.dataSource());
        refreshConcurrently();
        List<String> indexes = database.rows(UNIQUE_INDEXES);
        assertThat(indexes).contains(LOW_STOCK_KEY).hasSize(3);
        Path with = take(BackupContent.FULL, format, writer);

        RestoreTask.restore(database.dataSource(), restore(database, without, true));

        assertThat(checksums(database.dataSource())).isEqualTo(before);
        assertThat(database.rows(UNIQUE_INDEXES)).doesNotContain(LOW_STOCK_KEY).hasSize(2);
        refreshConcurrently();
        assertThat(database.rows(UNIQUE_INDEXES)).containsExactlyInAnyOrderElementsOf(indexes);
        RestoreTask.restore(database.dataSource(), restore(database, with, true));
        assertThat(database.rows(UNIQUE_INDEXES)).containsExactlyInAnyOrderElementsOf(indexes);
        RestoreTask.restore(database.dataSource(), restore(database, with, true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DROP INDEX analytics.uq_low_stock_alerts; CREATE UNIQUE INDEX uq_low_stock_alerts ON analytics.low_stock_alerts (store_name, product_name) | uq_low_stock_alerts on low_stock_alerts
            DROP INDEX analytics.uq_low_stock_alerts; CREATE INDEX uq_low_stock_alerts ON analytics.low_stock_alerts (store_name, region, product_name, brand) | uq_low_stock_alerts on low_stock_alerts
            DROP INDEX analytics.uq_low_stock_alerts; CREATE UNIQUE INDEX uq_low_stock_alerts ON analytics.low_stock_alerts (store_name, region, product_name, brand) WHERE region > '' | uq_low_stock_alerts on low_stock_alerts
            DROP INDEX analytics.uq_low_stock_alerts; CREATE UNIQUE INDEX uq_low_stock_alerts ON analytics.order_trends (order_day, region, category) | uq_low_stock_alerts on order_trends
            ALTER INDEX analytics.uq_low_stock_alerts SET (fillfactor = 70) | uq_low_stock_alerts on low_stock_alerts
            COMMENT ON INDEX analytics.uq_low_stock_alerts IS 'mine' | uq_low_stock_alerts on low_stock_alerts
            ALTER MATERIALIZED VIEW analytics.low_stock_alerts CLUSTER ON uq_low_stock_alerts | uq_low_stock_alerts on low_stock_alerts
            CREATE UNIQUE INDEX mine ON analytics.low_stock_alerts (store_name, region, product_name, brand) | mine on low_stock_alerts
            DROP INDEX analytics.uq_order_trends; CREATE UNIQUE INDEX uq_order_trends ON analytics.order_trends (category, region, order_day) | uq_order_trends on order_trends
            DROP INDEX analytics.uq_inventory_summary; CREATE UNIQUE INDEX uq_inventory_summary ON analytics.inventory_summary (category, brand, region, store_name) | uq_inventory_summary on inventory_summary
            DROP INDEX analytics.idx_low_stock_status; CREATE INDEX idx_low_stock_status ON analytics.low_stock_alerts (stock_status DESC) | idx_low_stock_status on low_stock_alerts
            """)
    void anotherIndexIsAnObstacleWhateverItsName(String changes, String named) throws SQLException {
        Path backup = take(BackupContent.FULL, BackupFormat.PLAIN, WriterKind.BUILTIN);
        refreshConcurrently();
        database.execute(changes);

        assertThatThrownBy(() -> RestoreTask.restore(database.dataSource(), restore(database, backup, true)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("drop it with them: index " + named + "; nothing was changed;");

        // a backup that holds it brings it back
        Path later = take(BackupContent.FULL, BackupFormat.PLAIN, WriterKind.BUILTIN);
        RestoreTask.restore(database.dataSource(), restore(database, later, true));
        RestoreTask.restore(database.dataSource(), restore(database, later, true));
    }

    /** It is set again on the index that the backup brings. */
    @Test
    void whatIsSetOnTheIndexesOfTheMigrationsIsKept() throws SQLException {
        Path backup = take(BackupContent.FULL, BackupFormat.PLAIN, WriterKind.BUILTIN);
        database.execute("COMMENT ON INDEX analytics.uq_order_trends IS 'mine';"
                + " ALTER INDEX analytics.uq_order_trends SET (fillfactor = 70);"
                + " ALTER MATERIALIZED VIEW analytics.order_trends CLUSTER ON uq_order_trends");
        String set =
                "SELECT obj_description(oid), reloptions, indisclustered FROM pg_class JOIN pg_index ON indexrelid = oid"
                        + " WHERE oid = 'analytics.uq_order_trends'::regclass";
        List<String> before = database.rows(set);

        RestoreTask.restore(database.dataSource(), restore(database, backup, true));

        assertThat(database.rows(set)).isEqualTo(before).containsExactly("mine | {fillfactor=70} | t");
    }

    private void refreshConcurrently() {
        AnalyticsRefresh.refresh(database.dataSource(), RetailSchema.DEFAULT, true, Console.SILENT);
    }
}
