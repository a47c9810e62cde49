package dev.brickhouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.config.Plugin;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.sql.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done to a data directory while its server is stopped for a moment. All tests share one data directory. */
class StoppedInBetweenIT {

    @TempDir
    static Path temporary;

    private final RecordingConsole console = new RecordingConsole();
    private final Path data = temporary.resolve("pg");
    private EmbeddedServer server;

    @BeforeEach
    void start() {
        server = EmbeddedServer.start(TestServer.settings(data), console);
    }

    @AfterEach
    void stop() {
        server.close();
        // where a client has just left, the server finds out a moment later that it is not in use
        Postmaster.runningOn(data).ifPresent(Postmaster::awaitStop);
        assertThat(Postmaster.runningOn(data)).isEmpty();
    }

    @Test
    void theServerIsBackOnItsPortWithAllItHad() throws Exception {
        execute("DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 42 AS answer");
        int port = server.port();
        int shown = console.shown().size();

        Optional<Path> stopped = server.whileStopped(directory -> {
            assertThat(directory.resolve("postmaster.pid")).doesNotExist();
            return Optional.of(directory);
        });

        assertThat(stopped).hasValue(data);
        assertThat(server.port()).isEqualTo(port);
        assertThat(query("SELECT answer FROM kept")).isEqualTo("42");
        assertThat(console.shown()).hasSize(shown);
        // the lease is renewed, so the watchdog leaves it alone
        assertThat(query("SELECT 1 FROM pg_sleep(3)")).isEqualTo("1");
        execute("DROP TABLE kept");
    }

    @Test
    void itIsBackAfterWorkThatFails() throws Exception {
        assertThatThrownBy(() -> server.whileStopped(directory -> {
                    throw new UncheckedIOException(new IOException("no room"));
                }))
                .hasMessageContaining("no room");
        assertThat(query("SELECT 1")).isEqualTo("1");
    }

    @Test
    void itGoesOnWhereAClientIsConnected() throws Exception {
        try (Connection psql = DriverManager.getConnection(TestServer.url(server.port()))) {
            assertThat(server.whileStopped(Optional::of)).isEmpty();
            assertThat(psql.isValid(10)).isTrue();
        }
    }

    @Test
    void itGoesOnWhereAnotherProcessUsesIt() throws Exception {
        try (ServerUser other = ServerUser.fork(data)) {
            assertThat(other.port()).isEqualTo(server.port());
            assertThat(server.whileStopped(Optional::of)).isEmpty();
            assertThat(query("SELECT 1")).isEqualTo("1");
        }
        assertThat(server.whileStopped(Optional::of)).hasValue(data);
    }

    @Test
    void aClusterThatCannotBeMadeLeavesTheOldOne() throws Exception {
        execute("CREATE TABLE kept AS SELECT 42 AS answer");

        Optional<String> exchanged = server.exchange(target -> {
            try {
                Files.createDirectories(target.resolve("base"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Optional.empty();
        });

        assertThat(exchanged).isEmpty();
        assertThat(query("SELECT answer FROM kept")).isEqualTo("42");
        execute("DROP TABLE kept");
        try (var beside = Files.list(temporary)) {
            assertThat(beside.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("pg", "pg.lock", "pg.log");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE mine (n int); DROP TABLE mine",
                "CREATE DATABASE mine; DROP DATABASE mine",
                "CREATE ROLE mine; DROP ROLE mine",
                "CREATE SCHEMA mine; DROP SCHEMA mine",
                "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'; DROP FUNCTION mine()",
                "CREATE TYPE mine AS ENUM ('a'); DROP TYPE mine",
                "ALTER DATABASE postgres SET work_mem = '8MB'; ALTER DATABASE postgres RESET work_mem",
                "ALTER SYSTEM SET work_mem = '8MB'; ALTER SYSTEM RESET work_mem"
            })
    void whatAnybodyHasMadeIsSeen(String madeAndUndone) throws Exception {
        List<String> statements = List.of(madeAndUndone.split("; "));
        assertThat(server.isBare()).isTrue();
        execute(statements.get(0));
        assertThat(server.isBare()).isFalse();
        execute(statements.get(1));
        assertThat(server.isBare()).isTrue();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect()) {
            Sql.execute(connection, sql);
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = connect()) {
            return Sql.one(connection, sql, row -> row.getString(1));
        }
    }

    /** As the pool of a goal does, so that it does not count as another client. */
    private Connection connect() throws SQLException {
        return DriverManager.getConnection(TestServer.url(server.port()) + "&ApplicationName=" + Plugin.NAME);
    }
}
