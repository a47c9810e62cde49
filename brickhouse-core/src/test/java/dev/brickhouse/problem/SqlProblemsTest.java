package dev.brickhouse.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.problem.SqlProblems.Purpose;
import java.lang.reflect.Field;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlProblemsTest {

    /** Those that say too little without what was attempted: whoever attempts it gives the remedy. */
    private static final Set<String> EXPLAINED_BY_THEIR_PACKAGES = Set.of(
            SqlState.CARDINALITY_VIOLATION,
            SqlState.DATA_EXCEPTION,
            SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
            SqlState.UNIQUE_VIOLATION,
            SqlState.INVALID_SCHEMA_NAME,
            SqlState.DUPLICATE_OBJECT,
            SqlState.DUPLICATE_FUNCTION,
            SqlState.UNDEFINED_FUNCTION,
            SqlState.DUPLICATE_SCHEMA,
            SqlState.DUPLICATE_TABLE,
            SqlState.OBJECT_IN_USE);

    /** Those whose remedy depends on what the server says besides, with words that show it. */
    private static final Map<String, String> EXPLAINED_BY_THEIR_WORDS =
            Map.of(SqlState.UNDEFINED_OBJECT, "unrecognized configuration parameter");

    /** Those whose remedy depends on fields of the server's message, which only the server sends. */
    private static final Set<String> EXPLAINED_BY_FIELDS = Set.of(
            SqlState.FEATURE_NOT_SUPPORTED,
            SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
            SqlState.FOREIGN_KEY_VIOLATION,
            SqlState.UNDEFINED_COLUMN,
            SqlState.UNDEFINED_TABLE);

    @Test
    void everyNamedStateHasARemedyHereOrInItsPackage() throws IllegalAccessException {
        Set<String> unexplained = new TreeSet<>();
        for (Field constant : SqlState.class.getFields()) {
            String state = (String) constant.get(null);
            String words = EXPLAINED_BY_THEIR_WORDS.getOrDefault(state, "what the server said");
            if (SqlProblems.explain(new SQLException(words, state), "seed", "nothing changed")
                    .getMessage()
                    .equals("Could not seed (nothing changed): " + words + ".")) {
                unexplained.add(state);
            }
        }

        assertThat(unexplained)
                .containsExactlyInAnyOrderElementsOf(Stream.of(EXPLAINED_BY_THEIR_PACKAGES, EXPLAINED_BY_FIELDS)
                        .flatMap(Set::stream)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    28P01 | the password is wrong; check brickhouse.user and brickhouse.password, DB_PASSWORD or the <server> of brickhouse.serverId.
                    28000 | the server rejected this user; check brickhouse.user, brickhouse.sslMode and the server's pg_hba.conf.
                    3D000 | there is no such database; check brickhouse.database (DB_NAME), or create it.
                    42501 | the user lacks a privilege; let an administrator grant it, or connect as another user with brickhouse.user.
                    25006 | this session may only read, because the server is a standby (then name the primary with brickhouse.host) or because default_transaction_read_only is on (then run, in a session that may write, ALTER ROLE or ALTER DATABASE … SET default_transaction_read_only = off).
                    57014 | the statement was canceled, by an administrator or because it took longer than brickhouse.statementTimeout allows; run this again, or raise the limit.
                    55P03 | another session holds a lock that is needed; end its transaction and run this again.
                    40P01 | another session changed the same rows at the same time; run this again.
                    22P05 | the encoding of the database lacks a character of the text; use a database with the encoding UTF8 (brickhouse.database).
                    22021 | text in the database or for it is not valid in the encoding that the message names, as in a database with the encoding SQL_ASCII; correct that text, or use a database with the encoding UTF8 (brickhouse.database).
                    22023 | the server rejected a value; correct the one that it names, in brickhouse.url if it is a setting there.
                    25P04 | a server timeout ended the transaction; let an administrator set transaction_timeout and idle_in_transaction_session_timeout to 0 for this user (ALTER ROLE … SET).
                    08P01 | the server, or a proxy in between, broke the protocol; make sure that PostgreSQL listens at brickhouse.host and brickhouse.port.
                    26000 | a connection pooler runs each transaction in another session; add prepareThreshold=0 to brickhouse.url.
                    53100 | the server's disk is full; make room there, or lower brickhouse.scale.
                    53200 | the server ran out of memory; lower brickhouse.threads, or give it more (for locks, by max_locks_per_transaction).
                    53300 | no connection is free; lower brickhouse.threads (for simulate, brickhouse.simulate.workers), or raise the server's max_connections or the CONNECTION LIMIT of the role or the database.
                    53400 | a limit in the server's configuration was reached, such as temp_file_limit; let an administrator raise the one that it names.
                    54000 | a limit of PostgreSQL itself was exceeded; reduce what the message names.
                    55000 | an object in the database is not in the required state; do what the message says.
                    57P01 | an administrator ended the connection or shut the server down; make sure that the server is running, then run this again.
                    57P02 | another session of the server crashed and took all others down; check the server's log, then run this again.
                    57P03 | the server is starting up or shutting down; wait until it is running, then run this again.
                    08006 | the connection was lost; make sure that the server is running, then run this again.
                    58030 | the server could not read or write its files; check its log.
                    XX000 | the server hit an internal error; check its log.
                    XX001 | data on the server's disk is corrupt; check its log, and restore a backup.
                    XX002 | an index is corrupt; run REINDEX on it, then run this again.
                    """)
    void everyKindOfFailureHasItsRemedy(String state, String remedy) {
        assertThat(SqlProblems.explain(new SQLException("what the server\n  said.", state), "seed", "nothing changed"))
                .hasMessage("Could not seed (nothing changed): " + remedy + " (what the server said)");
    }

    @Test
    void anUnknownFailureIsToldInTheServersWords() {
        assertThat(SqlProblems.explain(new SQLException("division by zero", "22012"), "seed", "nothing changed"))
                .hasMessage("Could not seed (nothing changed): division by zero.");
        assertThat(SqlProblems.explain(new SQLException(), "seed", "nothing changed"))
                .hasMessage("Could not seed (nothing changed): no reason was given.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SqlState.FEATURE_NOT_SUPPORTED,
                SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
                SqlState.FOREIGN_KEY_VIOLATION,
                SqlState.UNDEFINED_COLUMN
            })
    void aCauseThatTheCodeAloneDoesNotTellIsNotGuessed(String state) {
        assertThat(SqlProblems.explain(new SQLException("no COPY FROM here", state), "seed", "nothing changed"))
                .hasMessage("Could not seed (nothing changed): no COPY FROM here.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    57014 | canceling statement due to statement timeout | a statement took longer than brickhouse.statementTimeout allows; raise it, or set it to 0 for no limit.
                    57014 | canceling statement due to user request | the statement was canceled, by an administrator for example; run this again.
                    55P03 | canceling statement due to lock timeout | another session held a lock for longer than brickhouse.lockTimeout allows; end that session's transaction and run this again, or raise brickhouse.lockTimeout.
                    08P01 | query_wait_timeout | the connection pooler in between has no connection left; lower brickhouse.threads (for simulate, brickhouse.simulate.workers), raise its limits (in PgBouncer pool_size, max_client_conn or query_wait_timeout), or connect to the server itself.
                    08P01 | transaction blocks not allowed in statement pooling mode | the connection pooler in between runs each statement on its own; set pool_mode=transaction or session for this database in PgBouncer, or connect to the server itself with brickhouse.host and brickhouse.port.
                    08P01 | unsupported startup parameter: options | the connection pooler rejects a parameter of the connection; remove it from brickhouse.url, or add it to the pooler's ignore_startup_parameters.
                    08P01 | no such database: shop | the connection pooler in between knows no such database; check brickhouse.database (DB_NAME), or add it to the databases of the pooler.
                    08P01 | SSL required | the connection pooler in between takes encrypted connections only; set brickhouse.sslMode=require.
                    08P01 | password authentication failed for user "anna" | the connection pooler in between, or the server behind it, rejects this user; check brickhouse.user and brickhouse.password, and the users that the pooler knows.
                    08P01 | database "shop" does not exist | the connection pooler in between cannot log in to the server; check brickhouse.database (DB_NAME), or correct what the pooler's configuration says of it.
                    22023 | invalid value for parameter "TimeZone": "IST" | the server does not know Java's time zone; name one that it knows, such as -Duser.timezone=UTC in MAVEN_OPTS.
                    """)
    void whatOneCodeStandsForIsToldApart(String state, String message, String remedy) {
        assertThat(SqlProblems.explain(new SQLException(message, state), "seed", "nothing changed"))
                .hasMessage("Could not seed (nothing changed): " + remedy + " (" + message + ")");
    }

    @Test
    void whatIsKnownBeyondTheServersWordsIsTold() {
        SQLException failure = new SQLException("canceling statement due to lock timeout", SqlState.LOCK_NOT_AVAILABLE);
        SqlProblems.addRemedy(failure, "process 7 has it; end that.");

        assertThat(SqlProblems.explain(failure, "seed", "nothing changed"))
                .hasMessage("Could not seed (nothing changed): process 7 has it; end that. (canceling statement due to"
                        + " lock timeout)");
    }

    @Test
    void anUnreachableServerIsToldByItsCause() {
        assertRemedy(new UnknownHostException("nohost"), "there is no such host; check brickhouse.host (DB_HOST).");
        assertRemedy(
                new SocketTimeoutException("timed out"),
                "the server did not answer in time; check brickhouse.host and firewalls, and whether"
                        + " a connection pooler in between has a connection left, or raise"
                        + " brickhouse.connectTimeout.");
        assertRemedy(
                new ConnectException("refused"),
                "no server is listening there; check brickhouse.host and brickhouse.port, or start it.");
        assertRemedy(
                new NoRouteToHostException("no route"),
                "no server is listening there; check brickhouse.host and brickhouse.port, or start it.");
        assertRemedy(
                null,
                "the server refused the connection; check brickhouse.host, brickhouse.port and brickhouse.sslMode.");
    }

    @Test
    void aFailedEncryptionIsTold() {
        SQLException failure =
                new SQLException("SSL error", SqlState.INTERNAL_ERROR, new SSLHandshakeException("no common protocol"));

        assertThat(SqlProblems.explain(failure, "connect", "db:5432"))
                .hasMessage("Could not connect (db:5432): the encrypted connection failed; check brickhouse.sslMode."
                        + " (SSL error)");
    }

    @Test
    void oneSentenceIsMadeOfSeveralLinesOfALibrary() {
        Exception failure = new IllegalStateException("Unable to do it\n------\nMessage : no.");

        assertThat(SqlProblems.explain(failure, "upgrade schema \"s\"", Purpose.MIGRATION))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("Could not upgrade schema \"s\": Unable to do it ------ Message : no.")
                .hasCause(failure);
    }

    @Test
    void theRemedyForAMissingPrivilegeDependsOnThePurpose() {
        assertRemedyOfPrivilege(
                Purpose.MIGRATION,
                "let an administrator grant it, connect as another user with brickhouse.user, or choose other schemas"
                        + " with brickhouse.schema and brickhouse.analyticsSchema.");
        assertRemedyOfPrivilege(
                Purpose.REPAIR, "connect as the owner with brickhouse.user and run brickhouse:schema again.");
        assertRemedyOfPrivilege(Purpose.REFRESH, "connect as the owner of the views with brickhouse.user.");
    }

    private static void assertRemedyOfPrivilege(Purpose purpose, String remedy) {
        Exception failure = new IllegalStateException(
                "wrapped", new SQLException("permission denied for schema s", SqlState.INSUFFICIENT_PRIVILEGE));

        assertThat(SqlProblems.explain(failure, "do it", purpose))
                .hasMessage(
                        "Could not do it: the user lacks a privilege; " + remedy + " (permission denied for schema s)");
    }

    @Test
    void aSentenceOfOursStaysAsItIs() {
        RefusedException ours = new RefusedException("Not so.");

        assertThat(SqlProblems.explain(new IllegalStateException("wrapped", ours), "do it", Purpose.MIGRATION))
                .isSameAs(ours);
    }

    private static void assertRemedy(Exception cause, String remedy) {
        SQLException failure =
                new SQLException("The attempt failed", SqlState.SQLCLIENT_UNABLE_TO_ESTABLISH_SQLCONNECTION, cause);

        assertThat(SqlProblems.explain(failure, "connect", "db:5432"))
                .hasCause(failure)
                .hasMessage("Could not connect (db:5432): " + remedy + " (The attempt failed)");
    }
}
