package dev.brickhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFailureTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "pg_dump: error: connection to server at \"localhost\" (127.0.0.1), port 1 failed: Connection refused; it does not reach the server",
                "pg_dump: error: could not translate host name \"nohost\" to address: Name or service not known; it does not reach the server",
                "psql: error: connection to server on socket \"/tmp/.s.PGSQL.1\" failed: No such file or directory; it does not reach the server",
                "psql: error: connection to server at \"h\" (10.0.0.1), port 5432 failed: FATAL:  password authentication failed for user \"u\"; the server rejected this user",
                "psql: error: connection to server at \"h\" (10.0.0.1), port 5432 failed: FATAL:  no pg_hba.conf entry for host \"10.0.0.1\"; the server rejected this user",
                "psql: error: connection to server at \"h\" (10.0.0.1), port 5432 failed: FATAL:  database \"d\" does not exist; there is no such database",
                "pg_dump: error: connection to server at \"h\" (10.0.0.1), port 5432 failed: FATAL:  too many connections for role \"u\"; the server has no free connection",
                "psql: error: connection to server at \"h\" (10.0.0.1), port 6432 failed: FATAL:  no more connections allowed (max_client_conn); the server has no free connection",
                "pg_dump: error: connection to server at \"h\" (10.0.0.1), port 5432 failed: FATAL:  connection requires a valid client certificate; the server demands a client certificate; name a certificate in PEM",
                "pg_dump: error: connection to server at \"h\" (10.0.0.1), port 5432 failed: root certificate file \"/root/.postgresql/root.crt\" does not exist; it does not trust the server's certificate; name the certificate of who signed it, in PEM, with sslrootcert in brickhouse.url",
                "psql: error: connection to server at \"h\" (10.0.0.1), port 5432 failed: SSL error: certificate verify failed; it does not trust the server's certificate",
                "psql: error: connection to server at \"h\" (10.0.0.1), port 5432 failed: server certificate for \"db\" does not match host name \"h\"; the server's certificate is for another host; name the host",
                "psql: error: connection to server at \"h\" (10.0.0.1), port 5432 failed: FATAL:  connection requires a valid client certificate; the server demands a client certificate; name a certificate in PEM and its key, in PEM or DER and without a password, by sslcert and sslkey in brickhouse.url (psql",
                "pg_dump: error: query failed: FATAL:  terminating connection due to transaction timeout; a time limit of the server ended its session; let an administrator set transaction_timeout",
                "pg_dump: error: query failed: FATAL:  terminating connection due to administrator command; the connection was lost",
                "pg_dump: error: query failed: ERROR:  permission denied for table orders; the user lacks a privilege",
                "psql:<stdin>:9: ERROR:  must be owner of table orders; the user lacks a privilege",
                "pg_dump: error: query failed: ERROR:  query would be affected by row-level security policy for table \"orders\"; row security hides rows",
                "pg_dump: error: could not write to output file: No space left on device; the disk is full",
                "pg_dump: error: aborting because of server version mismatch; install PostgreSQL's client programs",
                "pg_dump: error: query failed: ERROR:  temporary file size exceeds temp_file_limit (0kB); the query needs more temporary disk space than temp_file_limit allows",
                "pg_dump: error: query failed: FATAL:  temporary file size exceeds temp_file_limit (0kB) server closed the connection; the query needs more temporary disk space than temp_file_limit allows",
                "pg_restore: error: unsupported version (1.16) in file header; install PostgreSQL's client programs",
                "pg_dump: detail: Error message from server: ERROR:  invalid byte sequence for encoding \"UTF8\": 0xe9; text in the database is not valid in the encoding that the message names",
                "psql:<stdin>:9: ERROR:  canceling statement due to lock timeout; another session holds a lock",
                "psql:<stdin>:9: ERROR:  canceling statement due to statement timeout; the time for one statement is too short"
            })
    void adviceFollowsFromWhatTheProgramSaid(String said, String remedy) {
        assertThat(ClientFailure.explain(said + "\n", said, 1, Optional::empty))
                .startsWith("; " + remedy)
                .endsWith("(" + said + "; exit code 1).");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pg_dump: error: invalid option",
                "psql:<stdin>:9: ERROR:  relation \"orders\" already exists",
                "it gave no reason"
            })
    void thereIsNoneWhereItDoesNot(String said) {
        assertThat(ClientFailure.explain(said, said, 3, Optional::empty)).isEqualTo(" (" + said + "; exit code 3).");
    }

    @ParameterizedTest
    @ValueSource(strings = "pg_dump: error: query failed: ERROR:  canceling statement due to statement timeout")
    void pgDumpWaitsForLocksByATimeoutForStatements(String said) {
        assertThat(ClientFailure.explain(
                        said + "\npg_dump: detail: Query was: LOCK TABLE public.stores IN ACCESS SHARE MODE",
                        said,
                        1,
                        Optional::empty))
                .startsWith("; another session holds a lock");
    }
}
