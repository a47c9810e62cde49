package dev.brickhouse.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.LockWaits;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.settings.Requests;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.settings.SettingsResolver;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** A wait for the lock of somebody else is told with his name, and ends with it. */
class LockWatchIT {

    private final RecordingConsole console = new RecordingConsole();
    private TestDatabase database;

    @BeforeEach
    void makeTables() throws SQLException {
        database = TestDatabase.create();
        database.execute("CREATE TABLE public.theirs (i int); INSERT INTO public.theirs VALUES (1);"
                + " CREATE TABLE public.ours (i int)");
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void somebodyElsesLockIsToldAndEndsTheWaitInTheEnd() throws SQLException {
        try (Database opened = open("6");
                Connection somebody = somebody();
                Statement lock = somebody.createStatement();
                Connection first = opened.dataSource().getConnection();
                Statement mine = first.createStatement();
                Connection second = opened.dataSource().getConnection();
                Connection third = opened.dataSource().getConnection()) {
            lock.execute("UPDATE public.theirs SET i = 4711");
            first.setAutoCommit(false);
            mine.execute("LOCK TABLE public.ours");
            // ours wait for ours as well, which is nobody's concern
            CompletableFuture<SQLException> own = failing(third, "LOCK TABLE public.ours");
            SQLException failure =
                    failing(second, "UPDATE public.theirs SET i = 2").join();
            own.join();

            String holder = "a lock on public.theirs that server process " + pid(somebody)
                    + " holds \\(user \\w+, application somebody.*, its transaction open since [-0-9: ]+, its last"
                    + " statement UPDATE public.theirs SET i = \\?\\)";
            String end =
                    "; .*end that transaction there, or by SELECT pg_terminate_backend\\(" + pid(somebody) + "\\).*";
            assertThat(console.warnings())
                    .singleElement()
                    .asString()
                    .matches("Waiting for " + holder + ", for [2-6] s now" + end);
            assertThat(SqlProblems.explain(failure, "seed", "test").getMessage())
                    .matches("Could not seed \\(test\\): it waited 6 s \\(brickhouse.lockTimeout\\) for " + holder
                            + end);
        }
    }

    @Test
    void aFailureOfCopyWhichThePoolDoesNotSeeNamesTheHolderToo() throws SQLException {
        try (Database opened = open("4");
                Connection somebody = somebody();
                Statement lock = somebody.createStatement();
                Connection connection = opened.dataSource().getConnection()) {
            lock.execute("LOCK TABLE public.theirs");

            SQLException failure = catchThrowableOfType(
                    SQLException.class,
                    () -> connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("COPY public.theirs FROM STDIN", new StringReader("1\n")));

            assertThat(SqlProblems.explain(LockWaits.explained(failure, opened.dataSource()), "seed", "test"))
                    .hasMessageMatching("Could not seed \\(test\\): it waited 4 s \\(brickhouse.lockTimeout\\) for a"
                            + " lock on public.theirs that server process " + pid(somebody) + " holds .*");
        }
    }

    @Test
    void aWaitWithoutLimitEndsWhenTheLockIsGivenBack() throws SQLException {
        try (Database opened = open("0");
                Connection somebody = somebody();
                Statement lock = somebody.createStatement();
                Connection connection = opened.dataSource().getConnection()) {
            lock.execute("LOCK TABLE public.theirs");
            CompletableFuture<SQLException> waiting = failing(connection, "UPDATE public.theirs SET i = 2");
            while (console.warnings().isEmpty()) {
                Thread.yield();
            }
            somebody.rollback();

            assertThat((Object) waiting.join()).isNull();
            assertThat(console.warnings().get(0)).doesNotContain("brickhouse.lockTimeout");
        }
    }

    private Connection somebody() throws SQLException {
        PGSimpleDataSource other = database.dataSource();
        Connection connection = other.getConnection();
        connection.setClientInfo("ApplicationName", "somebody");
        connection.setAutoCommit(false);
        return connection;
    }

    /** The server process of a connection. */
    private static int pid(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    private static CompletableFuture<SQLException> failing(Connection connection, String sql) {
        return CompletableFuture.supplyAsync(() -> catchThrowableOfType(SQLException.class, () -> {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } finally {
                connection.rollback();
            }
        }));
    }

    private Database open(String lockTimeout) {
        ResolvedDatabase plan = SettingsResolver.resolve(
                Requests.builder()
                        .commandLine("brickhouse.url", database.url())
                        .commandLine("brickhouse.lockTimeout", lockTimeout)
                        .build(),
                Console.SILENT);
        return Databases.open(plan, 3, console);
    }
}
