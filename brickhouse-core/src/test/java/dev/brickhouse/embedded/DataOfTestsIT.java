package dev.brickhouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.console.Console;
import dev.brickhouse.sql.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the data that the tests of a build have left. */
class DataOfTestsIT {

    @TempDir
    private Path temporary;

    @Test
    void theNextBuildBeginsWithNothing() throws SQLException {
        try (EmbeddedServer first = startForTests()) {
            run(first, "CREATE DATABASE app");
            run(first, "CREATE ROLE tester");
            run(first, "ALTER SYSTEM SET work_mem = '8MB'");
            run(first, "CREATE TABLE app_orders (id int)");
        }
        try (EmbeddedServer second = startForTests()) {
            run(second, "CREATE DATABASE app");
            run(second, "CREATE ROLE tester");
            run(second, "CREATE TABLE app_orders (id int)");
        }
    }

    @Test
    void aRunningServerIsSharedAsItIs() throws SQLException {
        try (EmbeddedServer first = startForTests()) {
            run(first, "CREATE TABLE app_orders (id int)");
            try (EmbeddedServer second = startForTests()) {
                assertThat(has(second, "app_orders")).isTrue();
            }
        }
    }

    @Test
    void dataThatWereNotMadeForTestsStay() throws SQLException {
        try (EmbeddedServer seed = EmbeddedServer.start(TestServer.settings(data()), Console.SILENT)) {
            run(seed, "CREATE TABLE precious (id int)");
        }
        for (int build = 1; build <= 2; build++) {
            try (EmbeddedServer tests = startForTests()) {
                assertThat(has(tests, "precious")).as("in build %s", build).isTrue();
            }
        }
    }

    @Test
    void dataThatSomebodyPutInTheirPlaceStay() throws Exception {
        Path own = temporary.resolve("own");
        try (EmbeddedServer seed = EmbeddedServer.start(TestServer.settings(own), Console.SILENT)) {
            run(seed, "CREATE TABLE precious (id int)");
        }
        startForTests().close();
        awaitStop(data());
        awaitStop(own);
        DataDirectory.delete(data());
        Files.move(own, data());

        try (EmbeddedServer tests = startForTests()) {
            assertThat(has(tests, "precious")).isTrue();
        }
    }

    @Test
    void aCopyElsewhereStays() throws Exception {
        try (EmbeddedServer tests = startForTests()) {
            run(tests, "CREATE TABLE precious (id int)");
        }
        awaitStop(data());
        Path copy = temporary.resolve("copy");
        Files.move(data(), copy);

        try (EmbeddedServer server = EmbeddedServer.startForTests(TestServer.settings(copy), Console.SILENT)) {
            assertThat(has(server, "precious")).isTrue();
        }
    }

    @Test
    void aClusterThatIsExchangedForAnotherIsStillThatOfTests() throws Exception {
        try (EmbeddedServer tests = startForTests()) {
            assertThat(tests.exchange(target -> Optional.of(copyWithoutMark(target))))
                    .isPresent();
            assertThat(EmbeddedData.isOfTests(data())).isTrue();
        }
    }

    @Test
    void dataThatAreToBeKeptStay() throws SQLException {
        try (EmbeddedServer tests = startForTests()) {
            run(tests, "CREATE TABLE precious (id int)");
        }
        EmbeddedData.keep(data());
        try (EmbeddedServer tests = startForTests()) {
            assertThat(has(tests, "precious")).isTrue();
        }
    }

    @Test
    void databaseAndUserAreMadeOnAnExistingServerToo() throws SQLException {
        EmbeddedSettings plain = TestServer.settings(data());
        EmbeddedServer.start(plain, Console.SILENT).close();
        EmbeddedSettings named = new EmbeddedSettings(
                plain.version(),
                plain.dataDirectory(),
                plain.walLevel(),
                plain.port(),
                plain.binaries(),
                "Shop \"1\"",
                "o'keeper");
        for (int time = 1; time <= 2; time++) {
            try (EmbeddedServer server = EmbeddedServer.start(named, Console.SILENT);
                    Connection keeper = DriverManager.getConnection(
                            "jdbc:postgresql://localhost:" + server.port() + "/Shop%20%221%22", "o'keeper", "")) {
                assertThat(keeper.isValid(10)).isTrue();
            }
        }
    }

    private static void awaitStop(Path data) {
        while (Postmaster.runningOn(data).isPresent()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private Path copyWithoutMark(Path target) {
        try (Stream<Path> files = Files.walk(data())) {
            for (Path file : files.filter(each -> !each.endsWith(TestData.MARK)).toList()) {
                Files.copy(file, target.resolve(data().relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path data() {
        return temporary.resolve("pg");
    }

    private EmbeddedServer startForTests() {
        return EmbeddedServer.startForTests(TestServer.settings(data()), Console.SILENT);
    }

    private static void run(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(TestServer.url(server.port()));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        awaitNoClients(server);
    }

    /** A server process ends a moment after its client has gone, and until then the server counts as used. */
    private static void awaitNoClients(EmbeddedServer server) throws SQLException {
        try (ServerSession session = ServerSession.open(server.port())) {
            while (Sql.hasRows(
                    session.connection(),
                    "SELECT 1 FROM pg_stat_activity WHERE application_name LIKE 'PostgreSQL JDBC%'")) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static boolean has(EmbeddedServer server, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(TestServer.url(server.port()));
                var tables = connection.getMetaData().getTables(null, null, table, null)) {
            return tables.next();
        }
    }
}
