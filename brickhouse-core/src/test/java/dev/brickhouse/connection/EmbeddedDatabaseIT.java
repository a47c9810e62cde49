package dev.brickhouse.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.config.Plugin;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.embedded.EmbeddedSettings;
import dev.brickhouse.embedded.TestServer;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.settings.SettingsResolver;
import dev.brickhouse.sql.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the embedded server when a database is closed. All tests share one data directory. */
class EmbeddedDatabaseIT {

    @TempDir
    static Path temporary;

    private final Path data = temporary.resolve("pg");

    @Test
    void theServerRunsOnForWhoIsHandedIt() {
        Database first = open();
        ServerHandle left = first.closeButServer().orElseThrow();
        first.close();
        int port = left.connectionInfo().port();
        try (Database second = open()) {
            assertThat(second.connectionInfo().port()).isEqualTo(port);
        }
        assertThat(runs()).isTrue();
        left.close();
        assertThat(runs()).isFalse();
        left.close();
    }

    @Test
    void nothingIsHandedOverTwice() {
        Database database = open();
        assertThat(database.closeThen(Optional::of)).hasValue(data);
        assertThat(database.closeThen(Optional::of)).isEmpty();
        assertThat(database.closeButServer()).isEmpty();
        database.close();
    }

    @Test
    void theDirectoryOfAServerThatRunsOnIsLeftAlone() throws Exception {
        Database database = open();
        String url = database.connectionInfo().jdbcUrl() + "?user=postgres";
        try (Connection psql = DriverManager.getConnection(url)) {
            assertThat(database.closeThen(Optional::of)).isEmpty();
            assertThat(psql.isValid(10)).isTrue();
        }
        try (ServerHandle kept = Databases.hold(plan(), true, Console.SILENT)) {
            assertThat(open().closeThen(Optional::of)).isEmpty();
            assertThat(kept.keepsRunning()).isTrue();
        }
        assertThat(open().closeThen(Optional::of)).isEmpty();
        Databases.stop(plan(), Console.SILENT);
        assertThat(runs()).isFalse();
    }

    @Test
    void saysHowLongItsServerAnswers() throws Exception {
        try (Database database = open();
                Database sameProcess = open()) {
            assertThat(database.lifetime()).isEqualTo(ServerLifetime.THIS_PROCESS);
            String url = database.connectionInfo().jdbcUrl() + "?user=postgres";
            try (Connection psql = DriverManager.getConnection(url)) {
                assertThat(psql.isValid(10)).isTrue();
                assertThat(sameProcess.lifetime()).isEqualTo(ServerLifetime.WHILE_OTHERS_USE_IT);
            }
            String otherBuild = url.replace("/postgres?", "/" + EmbeddedSettings.PRESENCE_DATABASE + "?")
                    + "&ApplicationName=" + Plugin.NAME + " process 0";
            try (Connection lease = DriverManager.getConnection(otherBuild)) {
                Sql.execute(lease, "SELECT pg_advisory_lock_shared(1)");
                assertThat(database.lifetime()).isEqualTo(ServerLifetime.WHILE_OTHERS_USE_IT);
            }
            try (ServerHandle kept = Databases.hold(plan(), true, Console.SILENT)) {
                assertThat(database.lifetime()).isEqualTo(ServerLifetime.UNTIL_STOPPED);
                kept.stop();
            }
        }
    }

    private boolean runs() {
        return data.resolve("postmaster.pid").toFile().exists();
    }

    private Database open() {
        return Databases.open(plan(), 1, Console.SILENT);
    }

    private ResolvedDatabase plan() {
        DatabaseSettings settings = DatabaseSettings.builder()
                .embeddedDirectory(temporary)
                .binaries(TestServer.binaries())
                .commandLine(PropertyNames.SERVER, "embedded")
                .commandLine(PropertyNames.POSTGRES_VERSION, TestServer.postgresVersion())
                .commandLine(PropertyNames.DATA_DIRECTORY, data.toString())
                .build();
        return SettingsResolver.resolve(settings, Console.SILENT);
    }
}
