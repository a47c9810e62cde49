package dev.brickhouse.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.SeedFixture;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.Requests;
import dev.brickhouse.settings.SettingsResolver;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a refused seed says about a read-only server helps, wherever the setting was made. */
class ReadOnlyServerIT {

    private static final Pattern REMEDY = Pattern.compile(
            "run, in a session that may write, (ALTER .*? = off)(?: and (SELECT pg_reload_conf\\(\\)))?");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private static Path temporary;

    private static Database server;

    @BeforeAll
    static void startAServerOfItsOwn() throws SQLException {
        server = open();
        SeedFixture.seeder(server.dataSource()).seed(SeedFixture.smallRequest());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<String> levels() {
        return List.of(
                "ROLE ALL",
                "ROLE postgres",
                "DATABASE postgres",
                "ROLE ALL IN DATABASE postgres",
                "ROLE postgres IN DATABASE postgres",
                "SYSTEM");
    }

    @AfterEach
    void takeItBackAtEveryLevel() throws SQLException {
        for (String level : levels()) {
            run("ALTER " + level + " RESET default_transaction_read_only");
        }
    }

    @ParameterizedTest
    @MethodSource("levels")
    void theRemedyHelps(String level) throws Exception {
        run("ALTER " + level + " SET default_transaction_read_only = on");
        run("SELECT pg_reload_conf()");
        awaitReadOnly();

        Throwable refusal = catchThrowable(ReadOnlyServerIT::seedAgain);
        assertThat(refusal).isInstanceOf(RefusedException.class);
        Matcher remedy = REMEDY.matcher(refusal.getMessage());
        assertThat(remedy.find()).as(refusal.getMessage()).isTrue();
        run(remedy.group(1));
        if (remedy.group(2) != null) {
            run(remedy.group(2));
        }
        seedAgain();
    }

    /** A reload takes effect when the postmaster gets to it. */
    private static void awaitReadOnly() throws SQLException {
        boolean readOnly = false;
        for (long end = System.nanoTime() + PATIENCE.toNanos(); !readOnly; ) {
            assertThat(System.nanoTime()).isLessThan(end);
            try (Database fresh = open();
                    Connection connection = fresh.dataSource().getConnection()) {
                readOnly = TestDatabase.rows(connection, "SHOW default_transaction_read_only")
                        .contains("on");
            }
        }
    }

    private static void seedAgain() throws SQLException {
        try (Database fresh = open()) {
            SeedFixture.seeder(fresh.dataSource()).seed(SeedFixture.smallRequest());
        }
    }

    private static Database open() {
        DatabaseSettings settings = Requests.embedded(temporary.resolve("pg")).build();
        return Databases.open(SettingsResolver.resolve(settings, Console.SILENT), 8, Console.SILENT);
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = server.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE");
            statement.execute(sql);
        }
    }
}
