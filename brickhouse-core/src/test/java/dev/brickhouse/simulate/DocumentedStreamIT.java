package dev.brickhouse.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.console.Console;
import dev.brickhouse.embedded.EmbeddedServer;
import dev.brickhouse.embedded.TestServer;
import dev.brickhouse.embedded.WalLevel;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.SeedFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/change-stream.md says, in its order: a second database that follows, and the answer at both ends. */
class DocumentedStreamIT {

    private static final Path PAGE = Path.of("..", "docs", "change-stream.md");
    private static final Path CODE = Path.of("src/test/java/dev/brickhouse/simulate/ChangeConsumer.java");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sql|java) (logical|replica|both)\\n(.*?)^```$");

    private static final String UNCONFIRMED = "SELECT 1 FROM pg_replication_slots WHERE slot_name = 'replica' AND"
            + " (confirmed_flush_lsn IS NULL OR confirmed_flush_lsn < ?::pg_lsn)";
    private static final String UNREADY = "SELECT 1 FROM pg_subscription_rel WHERE srsubstate <> 'r'";

    @TempDir
    private Path temporary;

    @Test
    void bothEndsGiveTheSameAnswer() throws Exception {
        EmbeddedServer server = EmbeddedServer.start(
                TestServer.settings(temporary.resolve("pg")).withWalLevel(WalLevel.LOGICAL), Console.SILENT);
        try (TestDatabase database = TestDatabase.on(TestServer.url(server.port()));
                TestDatabase replica = TestDatabase.on(TestServer.url(server.port()))) {
            Schemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Layout.PLAIN, Console.SILENT);
            SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
            Schemas.migrate(replica.dataSource(), RetailSchema.DEFAULT, Layout.PLAIN, Console.SILENT);

            int answers = 0;
            for (MatchResult block : blocks("sql")) {
                String sql = block.group(3)
                        .replace("port=5433", "port=" + server.port())
                        .replace("dbname=postgres", "dbname=" + database.name());
                if (block.group(2).equals("both")) {
                    SimulatedDatabase.simulate(
                            database.dataSource(), SimulatedDatabase.request(4, "application", 200, 0));
                    awaitReplica(database, replica);
                    assertThat(replica.rows(sql)).hasSize(5).isEqualTo(database.rows(sql));
                    SeedFixture.seeder(database.dataSource())
                            .seed(SeedFixture.overwriting(SeedFixture.smallRequest(SeedFixture.AS_OF.minusDays(1))));
                    awaitReplica(database, replica);
                    assertThat(replica.rows(sql)).hasSize(5).isEqualTo(database.rows(sql));
                    answers++;
                } else {
                    run(block.group(2).equals("replica") ? replica : database, sql);
                }
            }
            assertThat(answers).isOne();
            replica.execute("ALTER SUBSCRIPTION replica DISABLE");
            replica.execute("ALTER SUBSCRIPTION replica SET (slot_name = NONE)");
            replica.execute("DROP SUBSCRIPTION replica");
        } finally {
            server.close();
        }
    }

    /** A subscription that follows its own server is no client of it. */
    @Test
    void aSubscriptionOfItsOwnDoesNotKeepTheServer() throws Exception {
        EmbeddedServer server = EmbeddedServer.start(
                TestServer.settings(temporary.resolve("pg")).withWalLevel(WalLevel.LOGICAL), Console.SILENT);
        TestDatabase database = TestDatabase.on(TestServer.url(server.port()));
        TestDatabase replica = TestDatabase.on(TestServer.url(server.port()));
        database.execute("CREATE TABLE followed (id int PRIMARY KEY)");
        replica.execute("CREATE TABLE followed (id int PRIMARY KEY)");
        database.execute("CREATE PUBLICATION brickhouse FOR TABLE followed");
        database.rows("SELECT 1 FROM pg_create_logical_replication_slot('replica', 'pgoutput')");
        replica.execute("CREATE SUBSCRIPTION replica CONNECTION 'host=localhost port=" + server.port() + " dbname="
                + database.name() + " user=postgres' PUBLICATION brickhouse"
                + " WITH (slot_name = 'replica', create_slot = false)");
        awaitNone(replica, UNREADY);

        server.close();

        assertThat(temporary.resolve("pg").resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void theCodeIsThatOfTheTests() throws IOException {
        String code = withoutSpace(Files.readString(CODE));
        assertThat(blocks("java"))
                .hasSize(3)
                .allSatisfy(block -> assertThat(code).contains(withoutSpace(block.group(3))));
    }

    private static List<MatchResult> blocks(String language) throws IOException {
        return BLOCK.matcher(Files.readString(PAGE))
                .results()
                .filter(block -> block.group(1).equals(language))
                .toList();
    }

    /** One statement after the other, since a slot cannot be made where something was written before. */
    private static void run(TestDatabase database, String statements) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            for (String statement : statements.split(";\\n")) {
                try (var each = connection.createStatement()) {
                    each.execute(statement);
                }
            }
        }
    }

    private static void awaitReplica(TestDatabase database, TestDatabase replica) throws SQLException {
        awaitNone(replica, UNREADY);
        awaitNone(
                database,
                UNCONFIRMED,
                database.rows("SELECT pg_current_wal_lsn()").get(0));
    }

    private static void awaitNone(TestDatabase database, String unready, Object... parameters) throws SQLException {
        long giveUpAt = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!database.rows(unready, parameters).isEmpty()) {
            assertThat(System.nanoTime()).as(unready).isLessThan(giveUpAt);
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s", "");
    }
}
