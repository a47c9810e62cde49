package dev.brickhouse.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.Requests;
import dev.brickhouse.settings.SettingsResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What is in force once a connection stands: the host that answered, the settings, the number of connections. */
class ConnectionInUseIT {

    private final RecordingConsole console = new RecordingConsole();
    private TestDatabase database;
    private PGSimpleDataSource own;

    @BeforeEach
    void makeAUser() throws SQLException {
        database = TestDatabase.create();
        own = database.dataSourceOfNewUser();
    }

    @AfterEach
    void dropIt() throws SQLException {
        database.close();
    }

    @Test
    void ofSeveralHostsTheOneThatAnswersIsTold() throws IOException {
        int dead;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            dead = socket.getLocalPort();
        }
        try (Database opened =
                open(1, 1, "localhost:" + dead + "," + address(), "?channelBinding=prefer&sslkey=/k.pk8")) {
            assertThat(opened.connectionInfo().address()).isEqualTo(address());
            assertThat(opened.clientEnvironment())
                    .containsEntry(
                            "PGPORT", Integer.toString(opened.connectionInfo().port()))
                    .containsEntry("PGCHANNELBINDING", "prefer")
                    .containsEntry("PGSSLKEY", "/k.pk8");
            assertThat(console.info()).contains("Connected to " + address() + ", not encrypted");
        }
    }

    @Test
    void theSslModeInForceIsTheOneOfTheLog() {
        Throwable failure = catchThrowable(() -> Databases.open(
                        SettingsResolver.resolve(
                                request(address(), "?sslmode=disable")
                                        .commandLine("brickhouse.sslMode", "require")
                                        .build(),
                                console),
                        1,
                        console)
                .close());

        assertThat(failure).isInstanceOf(DatabaseException.class).hasMessageContaining("brickhouse.sslMode");
        assertThat(console.info()).contains("  brickhouse.sslMode = require (-Dbrickhouse.sslMode)");
    }

    @ParameterizedTest
    @CsvSource({"statementTimeout, statement_timeout", "lockTimeout, lock_timeout"})
    void aTimeLimitOfTheUrlBeatsTheDefaultAndGivesWayToItsOwnParameter(String parameter, String setting)
            throws SQLException {
        String query = "?options=-c%20" + setting + "%3D5s";
        assertThat(inForce(request(address(), query), setting)).containsExactly("5s");
        assertThat(console.info())
                .contains("  brickhouse." + parameter + " = 5 (options in brickhouse.url by POM <url>)");

        assertThat(inForce(request(address(), query).commandLine("brickhouse." + parameter, "7"), setting))
                .containsExactly("7s");
        assertThat(console.info()).contains("  brickhouse." + parameter + " = 7 (-Dbrickhouse." + parameter + ")");
    }

    private List<String> inForce(DatabaseSettings.Builder request, String setting) throws SQLException {
        try (Database opened = Databases.open(SettingsResolver.resolve(request.build(), console), 1, console);
                Connection connection = opened.dataSource().getConnection()) {
            return TestDatabase.rows(connection, "SHOW " + setting);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -c%20nosuch%3D1           | -c nosuch=1
            -c%20work_mem%3Dbanana    | -c work_mem=banana
            -c%20nosuch.thing         | -c nosuch.thing
            -c%20TimeZone%3DNowhere   | -c TimeZone=Nowhere
            -c%20shared_buffers%3D1MB | -c shared_buffers=1MB
            --%20work_mem%3D1MB       | -- work_mem=1MB
            """)
    void anOptionThatTheServerRefusesIsToldWithWhereItStands(String query, String options) {
        assertThat(catchThrowable(
                        () -> open(1, 1, address(), "?options=" + query).close()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("Could not connect to database ")
                .hasMessageContaining("): the server does not take the options in brickhouse.url (" + options
                        + "); correct them there: each is -c name=value, with a setting that the server knows and that this"
                        + " user may change, and its value. (");
    }

    @Test
    void bytesThatAreNoTextInTheEncodingAreTold() throws SQLException {
        try (Database opened = open(1, 1, address(), "");
                Connection connection = opened.dataSource().getConnection()) {
            Throwable failure =
                    catchThrowable(() -> TestDatabase.rows(connection, "SELECT convert_from('\\xe9', 'UTF8')"));

            assertThat(SqlProblems.explain((SQLException) failure, "read", "test"))
                    .hasMessageStartingWith("Could not read (test): text in the database or for it is not valid in the"
                            + " encoding that the message names");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aConnectionLimitIsToldAtOnce(int limit) throws SQLException {
        database.execute("ALTER ROLE " + own.getUser() + " CONNECTION LIMIT " + limit);
        if (limit < 3) {
            Throwable failure = catchThrowable(() -> open(3, 6, address(), "").close());
            assertThat(failure)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessage("This goal needs 3 connections at the same time, and the server gives only "
                            + limit + "; raise the limit of the user or the database (ALTER ROLE or ALTER DATABASE …"
                            + " CONNECTION LIMIT) or the server's max_connections, connect as another user"
                            + " (brickhouse.user), or end other connections (too many connections for role \""
                            + own.getUser() + "\").");
            return;
        }
        try (Database opened = open(3, 6, address(), "")) {
            assertThat(opened.connections()).isEqualTo(limit);
            assertThat(console.warnings())
                    .containsExactly("The server gives " + limit + " connections rather than 6, so less is done at the"
                            + " same time (too many connections for role \"" + own.getUser() + "\")");
        }
    }

    private Database open(int least, int most, String addresses, String query) {
        return Databases.open(
                SettingsResolver.resolve(request(addresses, query).build(), console),
                ConnectionNeed.between(least, most),
                console);
    }

    private DatabaseSettings.Builder request(String addresses, String query) {
        return Requests.builder()
                .pom("brickhouse.url", "url", "jdbc:postgresql://" + addresses + "/" + own.getDatabaseName() + query)
                .commandLine("brickhouse.user", own.getUser())
                .commandLine("brickhouse.password", own.getPassword());
    }

    private String address() {
        return own.getServerNames()[0] + ":" + own.getPortNumbers()[0];
    }
}
