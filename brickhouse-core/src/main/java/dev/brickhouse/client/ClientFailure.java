package dev.brickhouse.client;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ExitCode;
import dev.brickhouse.problem.LockWaits;
import dev.brickhouse.problem.SqlProblems;
import java.util.List;
import java.util.regex.Pattern;

/** Why one of PostgreSQL's own programs failed, with a remedy only where its own words show which. */
final class ClientFailure {

    private record Cause(Pattern words, String remedy) {

        Cause(String words, String remedy) {
            this(Pattern.compile(words, Pattern.DOTALL), remedy);
        }
    }

    private static final Cause LOCKED = new Cause(
            "due to lock timeout|due to statement timeout.*LOCK TABLE",
            "another session holds a lock on the tables; end it and run this again");

    private static final Cause NO_CONNECTION = new Cause(
            "FATAL: +((sorry, )?too many |remaining connection slots|no more connections allowed|query_wait_timeout)",
            "the server has no free connection for it, or a connection pooler in between has none; end others, or raise the"
                    + " limit");

    /** What is more particular comes first. */
    private static final List<Cause> CAUSES = List.of(
            new Cause(
                    "pg_dump: [^\\n]*requires a valid client certificate",
                    "the server demands a client certificate; " + ClientKey.REMEDY_OF_BACKUP),
            new Cause(
                    "requires a valid client certificate",
                    "the server demands a client certificate; " + ClientKey.REMEDY),
            new Cause(
                    "root certificate file .* does not exist|could not read root certificate file"
                            + "|certificate verify failed",
                    "it does not trust the server's certificate; name the certificate of who signed it, in PEM, with"
                            + " sslrootcert in " + PropertyNames.URL),
            new Cause(
                    "server certificate for .* does not match host name",
                    "the server's certificate is for another host; name the host as the certificate does with "
                            + PropertyNames.HOST),
            new Cause(
                    "password authentication failed|no password supplied|no pg_hba\\.conf entry|authentication failed"
                            + "|FATAL: +role .* does not exist",
                    "the server rejected this user; check " + PropertyNames.USER + ", " + PropertyNames.PASSWORD
                            + " and the server's pg_hba.conf"),
            new Cause(
                    "FATAL: +database .* does not exist", "there is no such database; check " + PropertyNames.DATABASE),
            NO_CONNECTION,
            new Cause(
                    "server version mismatch|unsupported version .* in file header|invalid command \\\\restrict",
                    ClientPrograms.INSTALL_ADVICE),
            new Cause(
                    "Connection refused|No route to host|Network is unreachable|timeout expired|could not translate host"
                            + "|connection to server .* failed: No such file",
                    "it does not reach the server; make sure that the server is running, and check "
                            + PropertyNames.HOST + " and " + PropertyNames.PORT),
            new Cause(
                    "due to (transaction timeout|idle-in-transaction timeout|idle-session timeout)",
                    "a time limit of the server ended its session; let an administrator set transaction_timeout,"
                            + " idle_in_transaction_session_timeout and idle_session_timeout to 0 for this user (ALTER ROLE …"
                            + " SET)"),
            new Cause(
                    "temporary file size exceeds temp_file_limit",
                    "the query needs more temporary disk space than temp_file_limit allows; let an administrator"
                            + " raise temp_file_limit or work_mem for it (ALTER ROLE … SET), or, for a backup, use "
                            + PropertyNames.BACKUP_WRITER + "=builtin"),
            new Cause(
                    "server closed the connection|terminating connection|connection to server was lost",
                    "the connection was lost; make sure that the server is running, and run this again"),
            LOCKED,
            new Cause(
                    "due to statement timeout",
                    "the time for one statement is too short; raise the statement_timeout of the user, the database or"
                            + " the server"),
            new Cause(
                    "row-level security",
                    "row security hides rows from this user; connect as one that it does not apply to, such as the"
                            + " tables' owner, with " + PropertyNames.USER),
            new Cause(
                    "permission denied (for|to) |must be owner of |must be superuser",
                    "the user lacks a privilege; let an administrator grant it, or connect as another one with "
                            + PropertyNames.USER),
            new Cause(
                    "invalid byte sequence for encoding",
                    "text in the database is not valid in the encoding that the message names, as in a database with the"
                            + " encoding SQL_ASCII; correct that text"),
            new Cause("No space left on device|Disk quota exceeded", "the disk is full; make room there"));

    private ClientFailure() {}

    /**
     * The end of a sentence that says what could not be done.
     *
     * @param said everything that the program printed as messages
     * @param firstError the first of them that tells of an error, with its cause
     * @param locks what is known of those that it has waited for
     */
    static String explain(String said, String firstError, int exitCode, LockWaits locks) {
        String remedy = CAUSES.stream()
                .filter(cause -> cause.words().matcher(said).find())
                .findFirst()
                .map(cause -> "; " + (cause == LOCKED ? locked(locks) : cause.remedy()))
                .or(() -> ExitCode.signal(exitCode).map(signal -> "; it was " + signal + ExitCode.remedy(exitCode)))
                .orElse("");
        return remedy + " (" + firstError + "; exit code " + exitCode + ").";
    }

    static boolean isLackOfConnections(String said) {
        return NO_CONNECTION.words().matcher(said).find();
    }

    /** The words of the pool, without the full stop. */
    private static String locked(LockWaits locks) {
        return locks.recent().map(SqlProblems::oneLine).orElse(LOCKED.remedy());
    }
}
