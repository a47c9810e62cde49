package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.brickhouse.backup.BackupRequest;
import dev.brickhouse.backup.BackupTask;
import dev.brickhouse.backup.RestoreRequest;
import dev.brickhouse.backup.RestoreTask;
import dev.brickhouse.backup.WriterKind;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.connection.ConnectionNeed;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.embedded.PasswordAskingServer;
import dev.brickhouse.problem.BrickhouseException;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.SettingsResolver;
import dev.brickhouse.validate.Checks;
import dev.brickhouse.validate.Severity;
import dev.brickhouse.validate.Validator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A user whose password is another one after a while, and a command that prints the one of the moment. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are those of a POSIX shell")
class ExpiringPasswordIT {

    private static final String FIRST = "f1rst-Secret";
    private static final String SECOND = "s3cond-Secret";

    private static PasswordAskingServer server;

    @TempDir
    private static Path temporary;

    @TempDir
    private Path directory;

    private final RecordingConsole console = new RecordingConsole();
    private Path token;
    private Path runs;

    @BeforeAll
    static void start() throws Exception {
        server = PasswordAskingServer.start(temporary.resolve("pg"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void setThePassword() throws Exception {
        token = directory.resolve("token");
        runs = Files.createFile(directory.resolve("runs"));
        change(FIRST);
    }

    @AfterEach
    void emptyTheDatabase() throws SQLException {
        server.execute(
                "DROP DATABASE " + PasswordAskingServer.USER + " WITH (FORCE)",
                "CREATE DATABASE " + PasswordAskingServer.USER + " OWNER " + PasswordAskingServer.USER);
    }

    @AfterEach
    void nothingIsSaidOfPasswords() {
        assertThat(console.all()).noneMatch(line -> line.contains("ecret"));
    }

    @Test
    void allConnectionsOfAPoolShareARun() throws Exception {
        try (Database opened = open(8)) {
            assertThat(opened.connections()).isEqualTo(8);
        }
        assertThat(Files.readAllLines(runs)).hasSize(1);
    }

    /** As with a token that has expired: the sessions go on, and who logs in needs the next token. */
    @Test
    void aSeedGoesOnWithTheConnectionsOfTheOldPasswordAndOpensOthersWithTheNew() throws Exception {
        try (Database opened = open(Seeder.connections(2))) {
            HikariDataSource pool = (HikariDataSource) opened.dataSource();
            AtomicBoolean changed = new AtomicBoolean();
            Progress changing = onOrders(() -> {
                if (changed.compareAndSet(false, true)) {
                    change(SECOND);
                    pool.getHikariPoolMXBean().softEvictConnections();
                }
            });

            seeder(opened, changing).seed(SeedFixture.smallRequest());

            assertThat(changed).isTrue();
            FinishedSeed.check(pool);
        }
        assertThat(Files.readAllLines(runs)).hasSizeGreaterThan(1);
        assertThat(console.warnings()).isEmpty();
    }

    @Test
    void connectionsThatHaveGrownOldAreReplacedByOnesWithTheNewPassword() throws Exception {
        try (Database opened = open(2)) {
            HikariDataSource pool = (HikariDataSource) opened.dataSource();
            // new ones do at once what they usually do after half an hour
            pool.setMaxLifetime(1);
            pool.getHikariPoolMXBean().softEvictConnections();
            String before = process(pool);
            change(SECOND);

            String after = process(pool);
            while (after.equals(before)) {
                after = process(pool);
            }
            assertThat(Files.readAllLines(runs)).hasSizeGreaterThan(1);
        }
    }

    @Test
    void aPasswordThatIsRefusedIsAskedForOnceMore() throws Exception {
        try (Database opened = open(1)) {
            HikariDataSource pool = (HikariDataSource) opened.dataSource();
            String before = process(pool);
            change(SECOND);
            pool.getHikariPoolMXBean().softEvictConnections();

            assertThat(process(pool)).isNotEqualTo(before);
            assertThat(Files.readAllLines(runs)).hasSize(2);
        }
    }

    @Test
    void aPasswordThatIsWrongIsNotSentTwice() throws Exception {
        Files.writeString(token, "wr0ng-Secret");

        assertThat(failure(command()))
                .hasMessageStartingWith("Could not connect to database expiring as expiring (localhost:")
                .hasMessageContaining("): the server rejects what the command of brickhouse.passwordCommand"
                        + " (-Dbrickhouse.passwordCommand) prints; check that it is meant for this server and this user"
                        + " (brickhouse.user), and that the first line of what it prints is the password. (");
        assertThat(Files.readAllLines(runs)).hasSize(2);
    }

    @Test
    void aPasswordThatHasExpiredIsToldInTheSameWords() throws Exception {
        server.execute("ALTER ROLE " + PasswordAskingServer.USER + " VALID UNTIL 'yesterday'");

        assertThat(failure(command())).hasMessageContaining("): the server rejects what the command of ");
    }

    @Test
    void aCommandThatFailsIsToldWithItsOwnWordsAndWithoutThePassword() {
        assertThat(failure("cat " + token + "; echo not logged in, last token $(cat " + token + ") >&2; exit 4"))
                .hasMessageMatching(
                        "Could not connect to database expiring as expiring \\(localhost:\\d+\\): the command"
                                + " of brickhouse\\.passwordCommand \\(-Dbrickhouse\\.passwordCommand\\) ended with exit code 4;"
                                + " run it in a terminal as the user who runs this, and correct it\\. \\(not logged in, last"
                                + " token \\*{6}\\)");
    }

    @Test
    void aCommandThatFailsLaterIsToldAtOnceAndInTheEnd() throws Exception {
        try (Database opened = open(ConnectionNeed.of(1).waiting(Duration.ofSeconds(2)), command())) {
            HikariDataSource pool = (HikariDataSource) opened.dataSource();
            process(pool);
            change(SECOND);
            Files.delete(token);
            pool.getHikariPoolMXBean().softEvictConnections();

            SQLException failure = (SQLException) catchThrowable(() -> process(pool));

            assertThat(SqlProblems.explain(failure, "seed", "test"))
                    .hasMessageContaining("): the command of brickhouse.passwordCommand (-Dbrickhouse.passwordCommand)"
                            + " ended with exit code 1; ")
                    .hasMessageContaining("No such file");
            assertThat(console.warnings()).singleElement().asString().startsWith("No new connection can be opened");
        }
    }

    @Test
    void pgDumpAndPsqlGetThePasswordOfTheMomentTheyStart() throws Exception {
        try (Database opened = open(Seeder.connections(2))) {
            seeder(opened, Progress.NONE).seed(SeedFixture.smallRequest());
            BackupRequest request = BackupRequest.builder()
                    .writer(WriterKind.PG_DUMP)
                    .directory(directory.resolve("backups"))
                    .clientEnvironment(opened::clientEnvironment)
                    .build();
            change(SECOND);
            Path backup;
            try {
                backup = BackupTask.backup(opened.dataSource(), request, Console.SILENT)
                        .backup();
            } catch (ConfigurationException e) {
                assumeThat(false).as(e.getMessage()).isTrue();
                throw e;
            }
            RestoreRequest restore =
                    new RestoreRequest(RetailSchema.DEFAULT, backup, true, Optional.empty(), opened::clientEnvironment);
            change(FIRST);
            RestoreTask.restore(opened.dataSource(), restore);

            assertThat(new Validator(RetailSchema.DEFAULT, Checks.all())
                            .validate(opened.dataSource(), Console.SILENT, Progress.NONE)
                            .violated(Severity.ERROR))
                    .isEmpty();
        }
    }

    private Throwable failure(String command) {
        Throwable failure =
                catchThrowable(() -> open(ConnectionNeed.of(1), command).close());
        assertThat(failure).isInstanceOf(DatabaseException.class).isInstanceOf(BrickhouseException.class);
        StringWriter stack = new StringWriter();
        failure.printStackTrace(new PrintWriter(stack));
        assertThat(stack.toString()).doesNotContain("-Secret");
        return failure;
    }

    private Database open(int connections) {
        return open(ConnectionNeed.of(connections), command());
    }

    private Database open(ConnectionNeed need, String command) {
        DatabaseSettings request = DatabaseSettings.builder()
                .commandLine("brickhouse.url", server.url())
                .commandLine("brickhouse.user", PasswordAskingServer.USER)
                .commandLine("brickhouse.passwordCommand", command)
                .embeddedDirectory(Path.of("target", "never-made"))
                .binaries((version, platform) -> Path.of("none"))
                .build();
        return Databases.open(SettingsResolver.resolve(request, console), need, console);
    }

    private String command() {
        return "echo run >> " + runs + "; cat " + token;
    }

    private static Seeder seeder(Database opened, Progress progress) {
        return new Seeder(
                new SeedTarget(opened.dataSource(), RetailSchema.DEFAULT),
                Catalog.standard(),
                Console.SILENT,
                progress);
    }

    /** What the owner of the tokens does: the old one is worth nothing any more, the new one is valid for a while. */
    private void change(String password) {
        try {
            server.execute(
                    "ALTER ROLE " + PasswordAskingServer.USER + " PASSWORD '" + password + "' VALID UNTIL 'tomorrow'");
            Files.writeString(token, password + "\n");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Progress onOrders(Runnable work) {
        return (phase, total, done) -> new Progress.Task() {
            @Override
            public void advance(long steps) {
                if (phase.equals("orders") && steps > 0) {
                    work.run();
                }
            }

            @Override
            public void close() {}
        };
    }

    /** Which process of the server a connection of the pool has. */
    private static String process(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return TestDatabase.rows(connection, "SELECT pg_backend_pid()").get(0);
        }
    }
}
