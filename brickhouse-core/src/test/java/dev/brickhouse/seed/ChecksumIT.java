package dev.brickhouse.seed;

import static dev.brickhouse.seed.SeedFixture.seeder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.load.ContentChecksum;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.load.Table;
import dev.brickhouse.schema.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The checksum is that of the rows in the database, and always the same. Runs on the newest and the oldest PostgreSQL.
 */
class ChecksumIT {

    private TestDatabase database;

    @BeforeEach
    void create() throws SQLException {
        database = TestDatabase.create();
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void defaultSettingsMakeThePinnedContents() throws SQLException {
        SeedResult summary = seeder(database.dataSource())
                .seed(DefaultSeed.request(LoadMethod.COPY, 2, LoadOptions.DEFAULT_CHUNK_SIZE));

        assertThat(summary.checksum()).isEqualTo(DefaultSeed.CHECKSUM).isEqualTo(found(database));
        assertThat(database.rows("SELECT checksum FROM brickhouse_seed")).containsExactly(DefaultSeed.CHECKSUM);
    }

    @Test
    void theSmallSeedOfTheDocumentationMakesThePinnedContents() throws SQLException {
        SeedResult summary = seeder(database.dataSource()).seed(DefaultSeed.hundredth());

        assertThat(summary.checksum()).isEqualTo(DefaultSeed.HUNDREDTH_CHECKSUM).isEqualTo(found(database));
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of(LoadMethod.COPY, 1, 1_000L, "UTC", "ISO, YMD"),
                Arguments.of(LoadMethod.COPY, 5, 1_700L, "Pacific/Auckland", "German"),
                Arguments.of(LoadMethod.INSERT, 1, 10_000L, "America/Caracas", "SQL, DMY"),
                Arguments.of(LoadMethod.INSERT, 3, 1_000L, "Asia/Kolkata", "Postgres, MDY"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void dependsOnNothingButTheSettings(LoadMethod method, int threads, long chunkSize, String zone, String dateStyle)
            throws SQLException {
        String name = database.rows("SELECT current_database()").get(0);
        database.execute("ALTER DATABASE " + name + " SET timezone = '" + zone + "'");
        database.execute("ALTER DATABASE " + name + " SET datestyle = '" + dateStyle + "'");
        database.execute("ALTER DATABASE " + name + " SET intervalstyle = 'sql_standard'");
        database.execute("ALTER DATABASE " + name + " SET extra_float_digits = 0");
        database.execute("ALTER DATABASE " + name + " SET default_transaction_isolation = 'serializable'");
        TimeZone zoneBefore = TimeZone.getDefault();
        Locale localeBefore = Locale.getDefault();
        try {
            // a zone with a gap at midnight, and a locale with digits of its own
            TimeZone.setDefault(TimeZone.getTimeZone("America/Asuncion"));
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

            String checksum = seeder(database.dataSource())
                    .seed(DefaultSeed.small(method, threads, chunkSize))
                    .checksum();

            assertThat(checksum).isEqualTo(DefaultSeed.SMALL_CHECKSUM).isEqualTo(found(database));
        } finally {
            TimeZone.setDefault(zoneBefore);
            Locale.setDefault(localeBefore);
        }
    }

    @Test
    void tellsWhenAnythingWasChanged() throws SQLException {
        String checksum = seeder(database.dataSource())
                .seed(DefaultSeed.small(LoadMethod.COPY, 2, 1_000))
                .checksum();
        for (String change : new String[] {
            "UPDATE orders SET quantity_cases = quantity_cases + 1 WHERE order_id = 77",
            "UPDATE orders SET notes = '' WHERE order_id = 1",
            "DELETE FROM orders WHERE order_id = 5615",
            "UPDATE products SET unit_price = unit_price + 0.01 WHERE product_id = 3",
            "UPDATE inventory SET last_updated = last_updated + interval '1 microsecond' WHERE inventory_id = 9",
            "UPDATE orders SET approved_by = NULL WHERE order_id = 2"
        }) {
            try (Connection connection = database.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                assertThat(connection.createStatement().executeUpdate(change)).isEqualTo(1);

                assertThat(found(connection)).as(change).isNotEqualTo(checksum);
                connection.rollback();
                assertThat(found(connection)).isEqualTo(checksum);
            }
        }
    }

    private static String found(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return found(connection);
        }
    }

    private static String found(Connection connection) throws SQLException {
        long sum = 0;
        for (Table table : RetailTables.IN_ORDER) {
            sum += ContentChecksum.of(connection, "public", table);
        }
        return ContentChecksum.text(sum);
    }
}
