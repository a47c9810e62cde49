package dev.brickhouse.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.config.Plugin;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.connection.ServerHandle;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.embedded.TestServer;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.seed.ExistingSeedPolicy;
import dev.brickhouse.seed.SeedFixture;
import dev.brickhouse.seed.SeedRequest;
import dev.brickhouse.seed.SeedResult;
import dev.brickhouse.seed.SeedTarget;
import dev.brickhouse.seed.Seeder;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.settings.SettingsResolver;
import dev.brickhouse.sql.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache of seeds as goals meet it, each with a data directory of its own. */
class SeedCacheIT {

    private static final String DIGEST = "SELECT md5(string_agg(o::text, NULL ORDER BY order_id)) FROM orders o";

    /** The entry that most tests begin with, made once. */
    @TempDir
    static Path shared;

    @TempDir
    Path temporary;

    private final RecordingConsole console = new RecordingConsole();
    private final SeedRequest request = SeedFixture.smallRequest();
    private Path cache;

    private record Seeded(SeedResult result, CachedSeed.Use use) {}

    @BeforeEach
    void beginWithAnEntry() throws IOException {
        cache = temporary.resolve("cache");
        Path filled = shared.resolve("cache");
        if (Files.notExists(filled)) {
            assertThat(seed(shared.resolve("first"), filled, request, null).use())
                    .isEqualTo(CachedSeed.Use.FILLED);
            assertThat(console.info())
                    .last()
                    .asString()
                    .matches(
                            "Kept a copy of \\d+ MB in the cache of seeds in [\\d.]+ s, for the next new data directory");
        }
        new TreeCopy(filled, cache).copy(TreeCopy.Tree.of(filled, Set.of()));
    }

    @Test
    void aNewDirectoryGetsACopyThatIsAsIfItHadBeenSeeded() throws SQLException {
        Seeded copied = seed("second");

        assertThat(copied.use()).isEqualTo(CachedSeed.Use.USED);
        assertThat(copied.result().outcome()).isEqualTo(SeedResult.Outcome.COPIED);
        assertThat(copied.result().lines())
                .first()
                .asString()
                .matches("Copied the seed " + copied.result().fingerprint()
                        + " as of 2026-11-24 from the cache of seeds in [\\d.]+ s");
        assertThat(console.info()).noneMatch(line -> line.contains("embedded PostgreSQL"));
        try (Database database = open("second")) {
            assertThat(query(database, DIGEST)).isEqualTo(digestOfTheFirst());
            SeedResult kept = seeder(database).seed(SeedFixture.with(request, ExistingSeedPolicy.SEED_ONCE));
            assertThat(kept.checksum()).isEqualTo(copied.result().checksum());
            // more than one segment of the write-ahead log, of which the copy has only the last
            execute(database, "CREATE TABLE mine (n int, t text)");
            execute(database, "INSERT INTO mine SELECT n, repeat('x', 100) FROM generate_series(1, 300000) AS n");
            execute(database, "CHECKPOINT");
        }
        try (Database database = open("second")) {
            assertThat(query(database, "SELECT count(*) FROM mine")).isEqualTo("300000");
        }
    }

    @Test
    void otherSettingsAreAnotherSeed() throws IOException {
        HistorySettings history = request.history();
        SeedRequest other = SeedFixture.request(
                new HistorySettings(
                        7,
                        history.asOf(),
                        history.months(),
                        history.growthRate(),
                        history.seasonality(),
                        history.popularityExponent(),
                        history.counts()),
                true,
                request.load(),
                false,
                "test");

        Seeded seeded = seed(temporary.resolve("other"), cache, other, null);

        assertThat(seeded.use()).isEqualTo(CachedSeed.Use.FILLED);
        assertThat(entries()).hasSize(2);
    }

    @Test
    void theKeyHoldsWhatDecidesWhatADatabaseIsLike() throws IOException {
        List<String> keys = new ArrayList<>();
        keys.add(key(Map.of(), request));
        keys.add(key(Map.of(PropertyNames.SCHEMA, "shop"), request));
        keys.add(key(Map.of(PropertyNames.ANALYTICS_SCHEMA, "views"), request));
        keys.add(key(Map.of(PropertyNames.POSTGRES_VERSION, "17"), request));
        keys.add(key(
                Map.of(),
                SeedFixture.request(request.history(), true, request.load(), false, "another version of the plugin")));
        keys.add(key(
                Map.of(),
                SeedFixture.request(
                        request.history().withAsOf(LocalDate.of(2026, 11, 25)), true, request.load(), false, "test")));
        assertThat(keys).doesNotHaveDuplicates();
        assertThat(key(Map.of(PropertyNames.EMBEDDED_PORT, "4711"), request)).isEqualTo(keys.get(0));
        assertThat(key(Map.of(PropertyNames.WAL_LEVEL, "logical"), request)).isEqualTo(keys.get(0));
        assertThat(key(Map.of(), request.withThreads(1))).isEqualTo(keys.get(0));
    }

    @Test
    void aDamagedEntryIsNoticedAndMadeAnew() throws IOException {
        Path entry = entries().get(0);
        Path file = entry.resolve("data/global/pg_filenode.map");
        byte[] contents = Files.readAllBytes(file);
        contents[8] ^= 1;
        Files.write(file, contents);

        assertThat(seed("second").use()).isEqualTo(CachedSeed.Use.FILLED);
        assertThat(console.warnings())
                .containsExactly(
                        "The copy of this seed in the cache of seeds was damaged; the rows are generated again");
        assertThat(seed("third").use()).isEqualTo(CachedSeed.Use.USED);
    }

    @Test
    void aHalfWrittenEntryIsMadeAnew() throws IOException {
        Files.delete(entries().get(0).resolve("manifest"));

        assertThat(seed("second").use()).isEqualTo(CachedSeed.Use.FILLED);
        assertThat(seed("third").use()).isEqualTo(CachedSeed.Use.USED);
    }

    @Test
    void theTrendsOfAnotherDayAreNotCopied() throws IOException {
        Path manifest = entries().get(0).resolve("manifest");
        CacheManifest found = CacheManifest.read(manifest).orElseThrow();
        Map<String, String> yesterday = new LinkedHashMap<>(found.facts());
        yesterday.put("day", LocalDate.now().minusDays(1).toString());
        new CacheManifest(found.id(), yesterday, found.directories(), found.files()).write(manifest);

        assertThat(seed("second").use()).isEqualTo(CachedSeed.Use.FILLED);
        assertThat(entries()).hasSize(1);
        assertThat(seed("third").use()).isEqualTo(CachedSeed.Use.USED);
    }

    @Test
    void manyAtOnceAllGetTheSameSeed() throws Exception {
        cache = temporary.resolve("empty");
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Callable<Seeded>> goals = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Path directory = temporary.resolve("parallel" + i);
                goals.add(() -> seed(directory, cache, request, null));
            }
            for (Future<Seeded> each : threads.invokeAll(goals)) {
                assertThat(each.get().result().checksum()).isNotNull();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(console.warnings()).isEmpty();
        assertThat(entries()).hasSize(1);
        assertThat(seed("after").use()).isEqualTo(CachedSeed.Use.USED);
    }

    @Test
    void whereItIsOffItIsNeitherUsedNorFilled() throws IOException {
        Seeded seeded = seed(temporary.resolve("second"), null, request, null);

        assertThat(seeded.use()).isEqualTo(CachedSeed.Use.NONE);
        assertThat(seeded.result().outcome()).isEqualTo(SeedResult.Outcome.SEEDED);
    }

    @Test
    void aDirectoryThatIsNotNewIsSeededAndNotKept() throws SQLException {
        seed("second");
        try (Database database = open("second")) {
            execute(database, "UPDATE orders SET notes = 'mine' WHERE order_id = 1");
            execute(database, "CREATE VIEW mine AS SELECT 1 AS n");
        }
        Path entry = entriesOrFail().get(0);
        CacheManifest before = CacheManifest.read(entry.resolve("manifest")).orElseThrow();

        Seeded again = seed("second");

        assertThat(again.use()).isEqualTo(CachedSeed.Use.NONE);
        assertThat(again.result().outcome()).isEqualTo(SeedResult.Outcome.SEEDED);
        assertThat(CacheManifest.read(entry.resolve("manifest"))).hasValue(before);
        try (Database database = open("second")) {
            assertThat(query(database, DIGEST)).isEqualTo(digestOfTheFirst());
            assertThat(query(database, "SELECT n FROM mine")).isEqualTo("1");
        }
    }

    @Test
    void whatOthersChangeDuringTheSeedIsNotKept() throws SQLException, IOException {
        cache = temporary.resolve("empty");
        Path directory = temporary.resolve("second");
        ResolvedDatabase plan = plan(directory, Map.of());
        CachedSeed cached = cached(plan, cache, request);
        assertThat(cached.copy(Optional.empty())).isEmpty();
        try (Database database = Databases.open(plan, Seeder.connections(2), console)) {
            SeedResult result = seeder(database).seed(request);
            String url = TestServer.url(database.connectionInfo().port());
            try (Connection psql = DriverManager.getConnection(url)) {
                Sql.execute(psql, "UPDATE products SET unit_price = 0 WHERE product_id = 1");
            }
            cached.close(database, result, Optional.empty());
        }
        assertThat(cached.use()).isEqualTo(CachedSeed.Use.NONE);
        assertThat(console.debug())
                .contains("The seed is not kept in the cache of seeds, since there is more: changes in table products");
        assertThat(cache).doesNotExist();
    }

    @Test
    void aPublicationMadeDuringTheSeedIsNotKept() throws SQLException {
        cache = temporary.resolve("empty");
        ResolvedDatabase plan = plan(temporary.resolve("second"), Map.of());
        CachedSeed cached = cached(plan, cache, request);
        assertThat(cached.copy(Optional.empty())).isEmpty();
        try (Database database = Databases.open(plan, Seeder.connections(2), console)) {
            SeedResult result = seeder(database).seed(request);
            execute(database, "CREATE PUBLICATION mine FOR TABLE orders");
            cached.close(database, result, Optional.empty());
        }
        assertThat(cached.use()).isEqualTo(CachedSeed.Use.NONE);
        assertThat(console.debug())
                .contains("The seed is not kept in the cache of seeds, since there is more: publication mine");
    }

    @Test
    void aServerWhoseLogCanBeFollowedSharesEntriesWithAllOthers() throws SQLException {
        Map<String, String> logical = Map.of(PropertyNames.WAL_LEVEL, "logical");
        Path directory = temporary.resolve("held");
        try (ServerHandle held = Databases.hold(plan(directory, logical), false, console)) {
            int port = held.connectionInfo().port();

            assertThat(seed(directory, cache, request, held).use()).isEqualTo(CachedSeed.Use.USED);

            assertThat(query(port, "SHOW wal_level")).isEqualTo("logical");
            assertThat(query(port, DIGEST)).isEqualTo(digestOfTheFirst());
        }
        cache = temporary.resolve("empty");
        Path filling = temporary.resolve("filling");
        try (ServerHandle held = Databases.hold(plan(filling, logical), false, console)) {
            assertThat(seed(filling, cache, request, held).use()).isEqualTo(CachedSeed.Use.FILLED);
            assertThat(query(held.connectionInfo().port(), "SHOW wal_level")).isEqualTo("logical");
        }
        assertThat(seed("second").use()).isEqualTo(CachedSeed.Use.USED);
        try (Database database = open("second")) {
            assertThat(query(database, "SHOW wal_level")).isEqualTo("minimal");
            assertThat(query(database, DIGEST)).isEqualTo(digestOfTheFirst());
        }
    }

    @Test
    void aServerThatIsHeldIsGivenACopyAndKeepsItsPort() throws SQLException {
        Path directory = temporary.resolve("held");
        try (ServerHandle held = Databases.hold(plan(directory, Map.of()), false, console)) {
            int port = held.connectionInfo().port();

            assertThat(seed(directory, cache, request, held).use()).isEqualTo(CachedSeed.Use.USED);

            assertThat(query(port, DIGEST)).isEqualTo(digestOfTheFirst());
            // the lease is renewed, so nobody else stops it
            try (Database database = open("held")) {
                assertThat(database.connectionInfo().port()).isEqualTo(port);
            }
            assertThat(query(port, "SELECT 1 FROM pg_sleep(3)")).isEqualTo("1");
            assertThat(seed(directory, cache, request, held).use()).isEqualTo(CachedSeed.Use.NONE);
        }
        assertThat(directory.resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void aServerThatIsHeldIsStoppedForAMomentToKeepItsSeed() throws SQLException {
        cache = temporary.resolve("empty");
        Path directory = temporary.resolve("held");
        try (ServerHandle held = Databases.hold(plan(directory, Map.of()), false, console)) {
            int port = held.connectionInfo().port();

            assertThat(seed(directory, cache, request, held).use()).isEqualTo(CachedSeed.Use.FILLED);

            assertThat(query(port, DIGEST)).isEqualTo(digestOfTheFirst());
        }
        assertThat(seed("second").use()).isEqualTo(CachedSeed.Use.USED);
    }

    @Test
    void aServerThatOthersUseIsLeftRunning() throws SQLException {
        Path directory = temporary.resolve("held");
        try (ServerHandle held = Databases.hold(plan(directory, Map.of()), false, console);
                Connection psql = DriverManager.getConnection(
                        TestServer.url(held.connectionInfo().port()))) {
            Seeded seeded = seed(directory, cache, request, held);

            assertThat(seeded.use()).isEqualTo(CachedSeed.Use.NONE);
            assertThat(seeded.result().outcome()).isEqualTo(SeedResult.Outcome.SEEDED);
            String digest = Sql.one(psql, DIGEST, row -> row.getString(1));
            assertThat(digest).isEqualTo(digestOfTheFirst());
        }
    }

    @Test
    void aServerOnWhichOthersHaveMadeSomethingIsNotExchanged() throws SQLException {
        Path directory = temporary.resolve("held");
        try (ServerHandle held = Databases.hold(plan(directory, Map.of()), false, console)) {
            int port = held.connectionInfo().port();
            try (Connection psql = DriverManager.getConnection(TestServer.url(port))) {
                Sql.execute(psql, "CREATE DATABASE shop");
            }
            assertThat(seed(directory, cache, request, held).use()).isEqualTo(CachedSeed.Use.NONE);
            assertThat(query(port, "SELECT count(*) FROM pg_database WHERE datname = 'shop'"))
                    .isEqualTo("1");
        }
    }

    @Test
    void aCacheThatCannotBeWrittenIsAWarning() throws IOException {
        cache = Files.writeString(temporary.resolve("file"), "");

        Seeded seeded = seed("second");

        assertThat(seeded.result().outcome()).isEqualTo(SeedResult.Outcome.SEEDED);
        assertThat(console.warnings())
                .singleElement()
                .asString()
                .startsWith("The seed is made, but no copy of it could be kept in the cache of seeds (")
                .endsWith("; make room there and make it writable, name another directory with"
                        + " brickhouse.seedCacheDirectory, or set brickhouse.seedCache=false");
    }

    @Test
    void aLayoutHasAnEntryOfItsOwn() throws SQLException {
        SeedRequest partitioned = new SeedRequest(
                request.history(),
                request.asOfGiven(),
                request.load(),
                request.overwrite(),
                request.existing(),
                Layout.PARTITIONED,
                request.pluginVersion());

        Seeded first = seed(temporary.resolve("partitioned"), cache, partitioned, null);
        Seeded second = seed(temporary.resolve("again"), cache, partitioned, null);

        assertThat(first.use()).isEqualTo(CachedSeed.Use.FILLED);
        assertThat(second.use()).isEqualTo(CachedSeed.Use.USED);
        assertThat(second.result().fingerprint()).isEqualTo(first.result().fingerprint());
        try (Database database = open("again")) {
            assertThat(query(database, "SELECT relkind FROM pg_class WHERE oid = 'orders'::regclass"))
                    .isEqualTo("p");
            assertThat(query(database, DIGEST)).isEqualTo(digestOfTheFirst());
        }
    }

    private Seeded seed(String directory) {
        return seed(temporary.resolve(directory), cache, request, null);
    }

    /** As the goal seed does. */
    private Seeded seed(Path directory, Path cache, SeedRequest request, ServerHandle handle) {
        Optional<ServerHandle> held = Optional.ofNullable(handle);
        ResolvedDatabase plan = plan(directory, Map.of());
        CachedSeed cached = cached(plan, cache, request);
        Optional<SeedResult> copied = cached.copy(held);
        if (copied.isPresent()) {
            return new Seeded(copied.get(), cached.use());
        }
        try (Database database = Databases.open(plan, Seeder.connections(2), console)) {
            SeedResult result = seeder(database).seed(request);
            cached.close(database, result, held);
            return new Seeded(result, cached.use());
        }
    }

    private CachedSeed cached(ResolvedDatabase plan, Path cache, SeedRequest request) {
        SeedCacheSettings settings = cache == null ? SeedCacheSettings.OFF : SeedCacheSettings.of(cache, null);
        return new SeedCache(settings, console).seed(plan, request, Catalog.standard());
    }

    private Seeder seeder(Database database) {
        return new Seeder(
                new SeedTarget(database.dataSource(), database.schema()), Catalog.standard(), console, Progress.NONE);
    }

    private Database open(String directory) {
        return Databases.open(plan(temporary.resolve(directory), Map.of()), Seeder.connections(1), console);
    }

    private ResolvedDatabase plan(Path directory, Map<String, String> properties) {
        DatabaseSettings.Builder settings = DatabaseSettings.builder()
                .embeddedDirectory(directory)
                .binaries(TestServer.binaries())
                .commandLine(PropertyNames.SERVER, "embedded")
                .commandLine(PropertyNames.POSTGRES_VERSION, TestServer.postgresVersion())
                .commandLine(PropertyNames.DATA_DIRECTORY, directory.toString());
        properties.forEach(settings::commandLine);
        return SettingsResolver.resolve(settings.build(), Console.SILENT);
    }

    private String key(Map<String, String> properties, SeedRequest request) throws IOException {
        return SeedKey.of(plan(temporary.resolve("key"), properties), request, Catalog.standard())
                .orElseThrow();
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> all = Files.list(cache)) {
            return all.toList();
        }
    }

    private List<Path> entriesOrFail() {
        try {
            return entries();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String digestOfTheFirst() throws SQLException {
        try (Database database = Databases.open(plan(shared.resolve("first"), Map.of()), 1, Console.SILENT)) {
            return query(database, DIGEST);
        }
    }

    private static String query(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return Sql.one(connection, sql, row -> row.getString(1));
        }
    }

    private static String query(int port, String sql) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(TestServer.url(port) + "&ApplicationName=" + Plugin.NAME)) {
            return Sql.one(connection, sql, row -> row.getString(1));
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            Sql.execute(connection, sql);
        }
    }
}
