package dev.brickhouse.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.embedded.TestServer;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.Requests;
import dev.brickhouse.settings.SettingsResolver;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What a role or a database sets changes nothing of what the plugin's statements mean. */
class SessionSettingsIT {

    private final RecordingConsole console = new RecordingConsole();
    private TestDatabase database;
    private PGSimpleDataSource user;

    @BeforeEach
    void makeAUser() throws SQLException {
        database = TestDatabase.create();
        user = database.dataSourceOfNewUser();
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void everyConnectionHasThePinnedSettings() throws SQLException {
        set("ROLE", "standard_conforming_strings", "off");
        set("ROLE", "IntervalStyle", "sql_standard");
        set("ROLE", "statement_timeout", "'1s'");
        set("ROLE", "lock_timeout", "'1s'");
        set("ROLE", "default_transaction_isolation", "serializable");
        set("DATABASE", "quote_all_identifiers", "on");
        set("DATABASE", "bytea_output", "escape");
        set("DATABASE", "DateStyle", "'SQL, DMY'");
        set("DATABASE", "idle_session_timeout", "'1s'");

        try (Database opened = open("brickhouse.lockTimeout", "7")) {
            for (int use = 0; use < 2; use++) {
                // the second time it is one that the pool has taken back
                try (Connection connection = opened.dataSource().getConnection()) {
                    Map.of(
                                    "standard_conforming_strings", "on",
                                    "IntervalStyle", "postgres",
                                    "statement_timeout", "0",
                                    "lock_timeout", "7s",
                                    "default_transaction_isolation", "read committed",
                                    "quote_all_identifiers", "off",
                                    "bytea_output", "hex",
                                    "DateStyle", "ISO, MDY",
                                    "idle_session_timeout", "0",
                                    "row_security", "off")
                            .forEach((name, value) ->
                                    assertThat(show(connection, name)).as(name).isEqualTo(value));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "statement_timeout = '1ms', 12",
        "idle_in_transaction_session_timeout = '1ms', 12",
        "idle_session_timeout = '1ms', 14",
        "transaction_timeout = '20ms', 17",
        "transaction_timeout = '1ms', 17"
    })
    void theShortestTimeLimitsDoNotKeepAnybodyOut(String setting, int since) throws SQLException {
        assumeThat(Integer.parseInt(TestServer.postgresVersion()))
                .as("PostgreSQL has this setting since version " + since)
                .isGreaterThanOrEqualTo(since);
        String[] parts = setting.split(" = ");
        set("ROLE", parts[0], parts[1]);

        for (int i = 0; i < 10; i++) {
            try (Database opened = open();
                    Connection connection = opened.dataSource().getConnection()) {
                assertThat(show(connection, parts[0])).isEqualTo("0");
                assertThat(TestDatabase.rows(connection, "SELECT 1 FROM pg_sleep(0.05)"))
                        .containsExactly("1");
            }
        }
    }

    @Test
    void aLimitThatEndsTheConnectionBeforeItCanBeLiftedIsLiftedFromTheStart() throws SQLException, IOException {
        try (Relay way = slowWay(true);
                Database opened = open("brickhouse.url", urlBy(way) + "?options=-c%20geqo%3Doff");
                Connection connection = opened.dataSource().getConnection()) {
            assertThat(show(connection, "transaction_timeout")).isEqualTo("0");
            assertThat(show(connection, "geqo")).isEqualTo("off");
        }
    }

    @Test
    void aLimitThatCannotBeLiftedIsNamed() throws SQLException, IOException {
        try (Relay way = slowWay(false)) {
            assertThatThrownBy(() -> open("brickhouse.url", urlBy(way)).close())
                    .isInstanceOf(DatabaseException.class)
                    .hasMessage("Could not connect to database " + user.getDatabaseName() + " as " + user.getUser()
                            + " (localhost:" + way.port() + "): the transaction_timeout of the role or the database is"
                            + " so short that no connection can be made; let an administrator lift it by ALTER ROLE \""
                            + user.getUser() + "\" SET transaction_timeout = 0, or the same for the database."
                            + " (terminating connection due to transaction timeout)");
        }
    }

    private Relay slowWay(boolean takesOptions) throws SQLException, IOException {
        assumeThat(Integer.parseInt(TestServer.postgresVersion()))
                .as("PostgreSQL has no transaction_timeout before version 17")
                .isGreaterThanOrEqualTo(17);
        set("ROLE", "transaction_timeout", "'20ms'");
        return SlowWay.to(user.getServerNames()[0], user.getPortNumbers()[0], Duration.ofMillis(500), takesOptions);
    }

    private String urlBy(Relay way) {
        return "jdbc:postgresql://localhost:" + way.port() + "/" + user.getDatabaseName();
    }

    @Test
    void nothingComesBeforeTheCatalog() throws SQLException {
        database.execute("CREATE SCHEMA evil; GRANT USAGE ON SCHEMA evil TO PUBLIC;"
                + " CREATE FUNCTION evil.lower(text) RETURNS text LANGUAGE sql AS 'SELECT ''evil''::text';"
                // what PostgreSQL would not do by its own, as people add it, is in nobody's way
                + " CREATE FUNCTION evil.round(float8, int) RETURNS numeric LANGUAGE sql AS 'SELECT round($1::numeric, $2)';"
                + " CREATE FUNCTION evil.isempty(text) RETURNS bool LANGUAGE sql AS 'SELECT false';"
                + " CREATE FUNCTION evil.similar(text, text) RETURNS bool LANGUAGE sql AS 'SELECT true';"
                + " CREATE OPERATOR evil.% (LEFTARG = text, RIGHTARG = text, FUNCTION = evil.similar)");
        set("ROLE", "search_path", "evil, pg_catalog, \"$user\"");

        try (Database opened = open();
                Connection connection = opened.dataSource().getConnection()) {
            assertThat(TestDatabase.rows(connection, "SELECT lower('A'::text)")).containsExactly("a");
            assertThat(show(connection, "search_path")).isEqualTo("evil, \"$user\"");
        }
    }

    @Test
    void aReplicationRoleThatTheUserCannotLeaveIsTold() throws SQLException {
        set("ROLE", "session_replication_role", "replica");

        open().close();

        assertThat(console.warnings()).singleElement().asString().startsWith("session_replication_role is replica");
    }

    @Test
    void whoSetTheSessionToReadOnlyIsNamed() throws SQLException {
        set("ROLE", "default_transaction_read_only", "on");

        assertThat(explained("CREATE TEMPORARY TABLE t (i int); CREATE TABLE public.t (i int)"))
                .isEqualTo("Could not try (test): default_transaction_read_only is on for the role \"" + user.getUser()
                        + "\"; run, in a session that may write, ALTER ROLE \"" + user.getUser()
                        + "\" SET default_transaction_read_only = off. (cannot execute CREATE TABLE in a read-only"
                        + " transaction)");
    }

    @Test
    void hiddenRowsAreAFailureThatNamesTheTable() throws SQLException {
        database.execute("CREATE TABLE public.secret (i int); ALTER TABLE public.secret ENABLE ROW LEVEL SECURITY;"
                + " GRANT SELECT ON public.secret TO PUBLIC");

        assertThat(explained("SELECT * FROM public.secret"))
                .startsWith("Could not try (test): row-level security would hide rows of table \"secret\" from this"
                        + " user");
    }

    @Test
    void whatOthersDependOnIsOnlySaidWhereItIsSo() throws SQLException {
        database.execute("CREATE TABLE public.a (i int PRIMARY KEY); CREATE TABLE public.b (i int REFERENCES public.a);"
                + " INSERT INTO public.a VALUES (1); INSERT INTO public.b VALUES (1); ALTER TABLE public.a OWNER TO "
                + user.getUser() + "; GRANT ALL ON public.b TO PUBLIC");

        assertThat(explained("TRUNCATE public.a")).contains("other objects depend on these tables");
        assertThat(explained("DROP TABLE public.a")).contains("other objects depend on these tables");
        assertThat(explained("DELETE FROM public.a"))
                .contains("the foreign key \"b_i_fkey\" of the table \"b\" refers to rows that would be missing");
        assertThat(explained("SELECT 1 FROM public.b FOR UPDATE OF c")).doesNotContain("depend");
    }

    private String explained(String sql) throws SQLException {
        try (Database opened = open();
                Connection connection = opened.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            SQLException failure = catchThrowableOfType(SQLException.class, () -> statement.execute(sql));
            return SqlProblems.explain(failure, "try", "test").getMessage();
        }
    }

    @Test
    void littleMemoryAndNoFilesAreEnoughForThePluginsOwnQueries() throws SQLException {
        set("ROLE", "work_mem", "'64kB'");
        set("ROLE", "temp_file_limit", "0");

        try (Database opened = open();
                Connection connection = opened.dataSource().getConnection()) {
            assertThat(show(connection, "work_mem")).isEqualTo("4MB");
            assertThat(TestDatabase.rows(connection, "SELECT count(*) > 100 FROM pg_settings"))
                    .containsExactly("t");
        }
    }

    @Test
    void moreMemoryStaysAsItIs() throws SQLException {
        set("ROLE", "work_mem", "'7MB'");

        try (Database opened = open();
                Connection connection = opened.dataSource().getConnection()) {
            assertThat(show(connection, "work_mem")).isEqualTo("7MB");
        }
    }

    @Test
    void aFirstStatementThatFailsIsNoFailureToConnect() throws SQLException {
        database.execute("REVOKE SELECT ON pg_catalog.pg_settings FROM PUBLIC");

        assertThatThrownBy(this::open)
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("Could not prepare a session in database " + user.getDatabaseName() + " as "
                        + user.getUser() + " (")
                .hasMessageContaining("permission denied for view pg_settings");
    }

    private void set(String of, String name, String value) throws SQLException {
        String whose = of.equals("ROLE") ? "ROLE " + user.getUser() : "DATABASE " + user.getDatabaseName();
        database.execute("ALTER " + whose + " SET " + name + " = " + value);
    }

    private static String show(Connection connection, String name) {
        try {
            return TestDatabase.rows(connection, "SHOW " + name).get(0);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Database open(String... further) {
        DatabaseSettings.Builder request = Requests.builder()
                .commandLine("brickhouse.url", user.getURL())
                .commandLine("brickhouse.user", user.getUser())
                .commandLine("brickhouse.password", user.getPassword());
        for (int i = 0; i < further.length; i += 2) {
            request.commandLine(further[i], further[i + 1]);
        }
        return Databases.open(SettingsResolver.resolve(request.build(), Console.SILENT), 2, console);
    }
}
