package dev.brickhouse.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlProblemsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    28P01 | the password is wrong; check brickhouse.user and brickhouse.password, DB_PASSWORD or the <server> of brickhouse.serverId.
                    28000 | the server does not let this user in; check brickhouse.user, brickhouse.sslMode and the server's pg_hba.conf.
                    3D000 | there is no such database; check brickhouse.database (DB_NAME), or create it.
                    53300 | the server has no free connection; lower brickhouse.threads, or raise its max_connections.
                    42501 | the user lacks a privilege; let an administrator grant it, or connect as another one with brickhouse.user.
                    53100 | the server's disk is full; make room there, or lower brickhouse.scale.
                    2BP01 | objects of others depend on these tables; drop them, or choose another schema with brickhouse.schema.
                    25006 | the server only lets itself be read, such as a standby; name the primary with brickhouse.host.
                    57014 | the statement was cancelled or took too long; raise brickhouse.statementTimeout.
                    55P03 | another session holds a lock on the tables; end it and run this again.
                    57P01 | the connection was lost; see to it that the server runs, and run this again.
                    08006 | the connection was lost; see to it that the server runs, and run this again.
                    """)
    void everyKindOfFailureHasItsRemedy(String state, String remedy) {
        assertThat(SqlProblems.explain(new SQLException("what the server\n  said.", state), "seed", "nothing changed"))
                .hasMessage("Could not seed (nothing changed): " + remedy + " (what the server said)");
    }

    @Test
    void anUnknownFailureIsToldInTheServersWords() {
        assertThat(SqlProblems.explain(new SQLException("division by zero", "22012"), "seed", "nothing changed"))
                .hasMessage("Could not seed (nothing changed): (division by zero)");
        assertThat(SqlProblems.explain(new SQLException(), "seed", "nothing changed"))
                .hasMessage("Could not seed (nothing changed): (no reason was given)");
    }

    @Test
    void anUnreachableServerIsToldByItsCause() {
        assertRemedy(new UnknownHostException("nohost"), "there is no such host; check brickhouse.host (DB_HOST).");
        assertRemedy(
                new SocketTimeoutException("timed out"),
                "the server does not answer in time; check brickhouse.host and firewalls, or raise"
                        + " brickhouse.connectTimeout.");
        assertRemedy(
                new ConnectException("refused"),
                "no server listens there; check brickhouse.host and brickhouse.port, or start it.");
        assertRemedy(
                new NoRouteToHostException("no route"),
                "no server listens there; check brickhouse.host and brickhouse.port, or start it.");
        assertRemedy(
                null,
                "the server refused the connection; check brickhouse.host, brickhouse.port and brickhouse.sslMode.");
    }

    @Test
    void aFailedEncryptionIsTold() {
        SQLException failure = new SQLException("SSL error", "XX000", new SSLHandshakeException("no common protocol"));

        assertThat(SqlProblems.explain(failure, "connect", "db:5432"))
                .hasMessage("Could not connect (db:5432): the encrypted connection failed; check brickhouse.sslMode."
                        + " (SSL error)");
    }

    private static void assertRemedy(Exception cause, String remedy) {
        SQLException failure = new SQLException("The attempt failed", "08001", cause);

        assertThat(SqlProblems.explain(failure, "connect", "db:5432"))
                .hasCause(failure)
                .hasMessage("Could not connect (db:5432): " + remedy + " (The attempt failed)");
    }
}
