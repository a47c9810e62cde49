package dev.brickhouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.config.Plugin;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.sql.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGProperty;

/** What an embedded server writes to its write-ahead log, and who may follow it. */
class WalLevelIT {

    private static final String CREATE_SLOT = "SELECT pg_create_logical_replication_slot('mine', 'test_decoding')";
    private static final String DROP_SLOT = "SELECT pg_drop_replication_slot('mine')";

    @TempDir
    private Path temporary;

    @Test
    void oneDataDirectoryServesAtEachLevel() throws SQLException {
        for (WalLevel level :
                new WalLevel[] {WalLevel.MINIMAL, WalLevel.LOGICAL, WalLevel.MINIMAL, WalLevel.REPLICA, WalLevel.LOGICAL
                }) {
            try (EmbeddedServer server = start(level)) {
                assertThat(query(server, "SHOW wal_level")).isEqualTo(level.label());
                execute(server, "CREATE TABLE IF NOT EXISTS visits (level text)");
                execute(server, "INSERT INTO visits VALUES ('" + level.label() + "')");
                if (level == WalLevel.LOGICAL) {
                    query(server, CREATE_SLOT);
                    execute(server, "INSERT INTO visits VALUES ('followed')");
                    assertThat(query(
                                    server,
                                    "SELECT count(*) FROM pg_logical_slot_get_changes('mine', NULL, NULL)"
                                            + " WHERE data LIKE '%followed%'"))
                            .isEqualTo("1");
                    query(server, DROP_SLOT);
                }
            }
        }
        try (EmbeddedServer server = start(WalLevel.MINIMAL)) {
            assertThat(query(server, "SELECT string_agg(level, ' ') FROM visits"))
                    .isEqualTo("minimal logical followed minimal replica logical followed");
        }
    }

    @Test
    void aServerThatWritesTooLittleIsNotUsed() throws SQLException {
        try (EmbeddedServer minimal = start(WalLevel.MINIMAL)) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> start(WalLevel.LOGICAL))
                    .withMessage("The embedded server of " + temporary.resolve("pg") + " that is running on port "
                            + minimal.port()
                            + " has wal_level=minimal, but brickhouse.walLevel is logical, which only a"
                            + " new start can give it; end the goals and clients that use it, and the server by mvn"
                            + " brickhouse:stop if it is kept running, or give all goals of the build that value.");
            assertThat(query(minimal, "SELECT 1")).isEqualTo("1");
        }
        try (EmbeddedServer logical = start(WalLevel.LOGICAL)) {
            assertThat(query(logical, "SHOW wal_level")).isEqualTo("logical");
        }
    }

    @Test
    void aServerThatWritesMoreIsUsedAndStaysSo() throws SQLException {
        EmbeddedServer logical = start(WalLevel.LOGICAL);
        try (EmbeddedServer minimal = start(WalLevel.MINIMAL)) {
            assertThat(minimal.port()).isEqualTo(logical.port());
            assertThat(minimal.settings().walLevel()).isEqualTo(WalLevel.LOGICAL);
            logical.close();
            assertThat(minimal.whileStopped(Optional::of)).isPresent();
            assertThat(query(minimal, "SHOW wal_level")).isEqualTo("logical");
        } finally {
            logical.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"logical, minimal, logical", "logical, replica, logical", "physical, minimal, replica"})
    void aSlotIsNamedThatNeedsMore(String kind, String level, String needed) throws SQLException {
        try (EmbeddedServer server = start(WalLevel.LOGICAL)) {
            query(server, kind.equals("logical") ? CREATE_SLOT : "SELECT pg_create_physical_replication_slot('mine')");
        }

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> start(WalLevel.SETTING.read(level)))
                .withMessage("The data in " + temporary.resolve("pg") + " hold the replication slot mine, which needs"
                        + " brickhouse.walLevel=" + needed + ", but it is " + level
                        + "; set it, and if nobody needs the slot any more, drop it then by SELECT"
                        + " pg_drop_replication_slot('mine').");
        try (EmbeddedServer server = start(WalLevel.SETTING.read(needed))) {
            query(server, DROP_SLOT);
        }
        start(WalLevel.MINIMAL).close();
    }

    @Test
    void whoFollowsTheLogKeepsTheServer() throws SQLException {
        EmbeddedServer server = start(WalLevel.REPLICA);
        try (Connection consumer = replicationConnection(server)) {
            assertThat(server.whileStopped(Optional::of)).isEmpty();
            server.close();
            // longer than the server takes to see that it is not in use
            try (Connection other = connect(server)) {
                Sql.one(other, "SELECT 1 FROM pg_sleep(3)", row -> row.getString(1));
            }
            assertThat(Postmaster.runningOn(temporary.resolve("pg"))).isPresent();
            assertThat(consumer.isClosed()).isFalse();
        }
        Postmaster.runningOn(temporary.resolve("pg")).ifPresent(Postmaster::awaitStop);
        assertThat(Postmaster.runningOn(temporary.resolve("pg"))).isEmpty();
    }

    @Test
    void whatASeedFromTheCacheWouldLoseIsSeen() throws SQLException {
        try (EmbeddedServer server = start(WalLevel.LOGICAL)) {
            assertThat(server.isBare()).isTrue();
            query(server, CREATE_SLOT);
            assertThat(server.isBare()).isFalse();
            query(server, DROP_SLOT);
            assertThat(server.isBare()).isTrue();
            execute(server, "CREATE PUBLICATION mine FOR ALL TABLES");
            assertThat(server.isBare()).isFalse();
            execute(server, "DROP PUBLICATION mine");
            assertThat(server.isBare()).isTrue();
        }
    }

    private EmbeddedServer start(WalLevel level) {
        return EmbeddedServer.start(TestServer.settings(temporary.resolve("pg")).withWalLevel(level), Console.SILENT);
    }

    private static void execute(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = connect(server)) {
            Sql.execute(connection, sql);
        }
    }

    private static String query(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = connect(server)) {
            return Sql.one(connection, sql, row -> row.getString(1));
        }
    }

    /** As the pool of a goal does, so that it does not count as another client. */
    private static Connection connect(EmbeddedServer server) throws SQLException {
        return DriverManager.getConnection(TestServer.url(server.port()) + "&ApplicationName=" + Plugin.NAME);
    }

    /** A user's, over the network. */
    private static Connection replicationConnection(EmbeddedServer server) throws SQLException {
        Properties properties = new Properties();
        PGProperty.REPLICATION.set(properties, "database");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.4");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        return DriverManager.getConnection(TestServer.url(server.port()), properties);
    }
}
