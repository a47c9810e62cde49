package dev.brickhouse.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.SeedFixture;
import dev.brickhouse.settings.Requests;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.sql.Transactions;
import dev.brickhouse.validate.Checks;
import dev.brickhouse.validate.Validator;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behind PgBouncer in transaction mode every transaction has our settings, and nobody else's has. */
class PoolerIT {

    private static final List<String> SETTINGS = List.of(
            "statement_timeout", "lock_timeout", "standard_conforming_strings", "row_security", "IntervalStyle");

    @TempDir
    Path temporary;

    private TestDatabase database;

    @BeforeEach
    void makeADatabaseWithSettingsOfItsOwn() throws SQLException {
        database = TestDatabase.create();
        String alter = "ALTER DATABASE " + database.dataSource().getDatabaseName() + " SET ";
        database.execute(alter + "statement_timeout = '77s'; " + alter + "IntervalStyle = 'iso_8601'");
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void ourTransactionsHaveOurSettingsAndThoseOfOthersTheirs() throws Exception {
        try (PgBouncer bouncer = PgBouncer.before(database, temporary, 1);
                Connection somebody = bouncer.connect()) {
            List<String> theirs = settings(somebody);

            try (Database opened = open(bouncer, 1)) {
                List<String> ours = Transactions.call(opened.dataSource(), PoolerIT::settings);
                assertThat(ours).containsExactly("50s", "5min", "on", "off", "postgres");
                List<String> isolation = Transactions.snapshot(
                        opened.dataSource(), connection -> TestDatabase.rows(connection, "SHOW transaction_isolation"));
                assertThat(isolation).containsExactly("repeatable read");
                assertThat(settings(somebody)).isEqualTo(theirs);
            }
            assertThat(settings(somebody)).isEqualTo(theirs).contains("77s", "iso_8601");
        }
    }

    @Test
    void aSeedThroughItIsWhole() throws SQLException, IOException {
        try (PgBouncer bouncer = PgBouncer.before(database, temporary, 8);
                Database opened = open(bouncer, 6)) {
            SeedFixture.seeder(opened.dataSource()).seed(SeedFixture.smallRequest());
            SeedFixture.seeder(opened.dataSource()).seed(SeedFixture.smallRequest());

            assertThat(new Validator(RetailSchema.DEFAULT, Checks.all())
                            .validate(opened.dataSource())
                            .results())
                    .filteredOn(result -> !result.outcome().equals("passed"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"transaction, 1, 100", "transaction, 2, 100", "session, 1, 100", "session, 2, 100", "session, 9, 2"})
    void tooSmallAPoolIsToldWithinSeconds(String mode, int sessions, int clients) throws IOException {
        try (PgBouncer bouncer = PgBouncer.before(database, temporary, sessions, mode, clients)) {
            long begun = System.nanoTime();
            Throwable failure = catchThrowable(
                    () -> open(bouncer, ConnectionNeed.between(3, 6).explained("even with brickhouse.threads=1", ""))
                            .close());

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(9));
            assertThat(failure)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith("This goal needs 3 connections at the same time even with"
                            + " brickhouse.threads=1, and the connection pooler in between lets only "
                            + Math.min(sessions, clients)
                            + " through; raise the pooler's limits (in PgBouncer pool_size,"
                            + " max_db_connections or max_client_conn), or connect to the server itself (brickhouse.host,"
                            + " brickhouse.port) (");
        }
    }

    @ParameterizedTest
    @CsvSource({"transaction, 3, 100", "session, 3, 100", "transaction, 9, 3"})
    void aSeedDoesWithAsManyAsThePoolHas(String mode, int sessions, int clients) throws SQLException, IOException {
        try (PgBouncer bouncer = PgBouncer.before(database, temporary, sessions, mode, clients);
                Database opened = open(bouncer, ConnectionNeed.between(3, 6))) {
            assertThat(opened.connections()).isEqualTo(3);
            SeedFixture.seeder(opened.dataSource())
                    .seed(SeedFixture.smallRequest().withThreads(1));
        }
    }

    @Test
    void aPoolThatOthersHaveUsedUpIsAPossibleCause() throws SQLException, IOException {
        try (PgBouncer bouncer = PgBouncer.before(database, temporary, 1, "session", 100);
                Connection somebody = bouncer.connect()) {
            assertThat(settings(somebody)).isNotEmpty();

            assertThat(catchThrowable(() -> open(bouncer, 1).close()))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("whether a connection pooler in between has a connection left");
        }
    }

    private static List<String> settings(Connection connection) throws SQLException {
        List<String> values = new ArrayList<>();
        for (String name : SETTINGS) {
            values.addAll(TestDatabase.rows(connection, "SHOW " + name));
        }
        return values;
    }

    private static Database open(PgBouncer bouncer, int connections) {
        return open(bouncer, ConnectionNeed.of(connections));
    }

    private static Database open(PgBouncer bouncer, ConnectionNeed need) {
        ResolvedDatabase plan = Databases.resolve(
                Requests.builder()
                        .commandLine("brickhouse.url", bouncer.url())
                        .commandLine("brickhouse.user", "postgres")
                        .commandLine("brickhouse.statementTimeout", "50")
                        .commandLine("brickhouse.connectTimeout", "4")
                        .build(),
                Console.SILENT);
        return Databases.open(plan, need, Console.SILENT);
    }
}
