package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.connection.ConnectionNeed;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.SettingsResolver;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What the tests of the main job share: small requests, a seeder on a test database, and a checksum of the result. */
public final class SeedFixture {

    public static final LocalDate AS_OF = LocalDate.of(2026, 11, 24);

    private SeedFixture() {}

    /** A few thousand orders in chunks of a thousand. */
    public static SeedRequest smallRequest() {
        return request(new OrderCounts(5_200, 330, 60, 25), LoadMethod.COPY, 2, 1_000);
    }

    /** The same number of orders up to another day. */
    public static SeedRequest smallRequest(LocalDate asOf) {
        SeedRequest small = smallRequest();
        return request(small.history().withAsOf(asOf), true, small.load(), false, small.pluginVersion());
    }

    public static SeedRequest request(OrderCounts counts, LoadMethod method, int threads, long chunkSize) {
        return request(
                HistorySettings.defaults(AS_OF).withCounts(counts),
                true,
                new LoadOptions(method, LoadOptions.DEFAULT_BATCH_SIZE, threads, chunkSize),
                false,
                "test");
    }

    /** A request for the layout that is there, or else the plain one, which replaces a complete seed. */
    public static SeedRequest request(
            HistorySettings history, boolean asOfGiven, LoadOptions load, boolean overwrite, String pluginVersion) {
        return SeedRequest.builder(history, asOfGiven, pluginVersion)
                .load(load)
                .overwrite(overwrite)
                .build();
    }

    /** The same request with another policy. */
    public static SeedRequest with(SeedRequest request, ExistingSeedPolicy other) {
        return new SeedRequest(
                request.history(),
                request.asOfGiven(),
                request.load(),
                request.overwrite(),
                other,
                request.layout(),
                request.pluginVersion());
    }

    public static SeedRequest overwriting(SeedRequest request) {
        return request(request.history(), request.asOfGiven(), request.load(), true, request.pluginVersion());
    }

    public static Seeder seeder(DataSource dataSource) {
        return seeder(dataSource, RetailSchema.DEFAULT, Progress.NONE);
    }

    static Seeder seeder(DataSource dataSource, RetailSchema schema, Progress progress) {
        return new Seeder(new SeedTarget(dataSource, schema), Catalog.standard(), Console.SILENT, progress);
    }

    /** The database of a user as a goal opens it. */
    public static Database open(PGSimpleDataSource user, ConnectionNeed need) {
        DatabaseSettings request = DatabaseSettings.builder()
                .commandLine("brickhouse.url", user.getURL())
                .commandLine("brickhouse.user", user.getUser())
                .commandLine("brickhouse.password", user.getPassword())
                .embeddedDirectory(Path.of("target", "never-made"))
                .binaries((version, platform) -> Path.of("none"))
                .build();
        return Databases.open(SettingsResolver.resolve(request, Console.SILENT), need, Console.SILENT);
    }

    /** A digest of every column of every row of the five tables, by table. */
    static TreeMap<String, String> checksums(TestDatabase database, String schema) throws SQLException {
        TreeMap<String, String> checksums = new TreeMap<>();
        for (String table : List.of("products", "stores", "users", "inventory", "orders")) {
            checksums.put(
                    table,
                    database.rows("SELECT count(*), md5(string_agg(t::text, E'\\n' ORDER BY t::text)) FROM " + schema
                                    + "." + table + " t")
                            .get(0));
        }
        return checksums;
    }

    static TreeMap<String, String> checksums(TestDatabase database) throws SQLException {
        return checksums(database, "public");
    }

    /** Every index and constraint of a schema with its definition, to see that all of them are back. */
    static List<String> definitions(TestDatabase database) throws SQLException {
        return database.rows(DEFINITIONS);
    }

    static final String DEFINITIONS = """
                SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated::text
                  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f', 'c')
                UNION ALL
                SELECT indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid), indisvalid::text
                  FROM pg_index WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
                 ORDER BY 1, 2, 3
                """;
}
