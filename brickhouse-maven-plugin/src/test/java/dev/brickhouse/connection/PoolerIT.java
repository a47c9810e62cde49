package dev.brickhouse.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.console.Console;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.SeededDatabase;
import dev.brickhouse.sql.Transactions;
import dev.brickhouse.validate.Checks;
import dev.brickhouse.validate.Validator;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            SeededDatabase.seeder(opened.dataSource()).seed(SeededDatabase.smallRequest());
            SeededDatabase.seeder(opened.dataSource()).seed(SeededDatabase.smallRequest());

            assertThat(new Validator(RetailSchema.DEFAULT, Checks.all())
                            .validate(opened.dataSource())
                            .results())
                    .filteredOn(result -> !result.outcome().equals("passed"))
                    .isEmpty();
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
        ResolvedDatabase plan = Databases.resolve(
                Requests.builder()
                        .commandLine("brickhouse.url", bouncer.url())
                        .commandLine("brickhouse.user", "postgres")
                        .commandLine("brickhouse.statementTimeout", "50")
                        .build(),
                Console.SILENT);
        return Databases.open(plan, connections, Console.SILENT);
    }
}
