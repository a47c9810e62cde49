package dev.brickhouse.problem;

import dev.brickhouse.config.PropertyNames;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What to do about a refusal of a connection pooler. It uses the SQLSTATE of a broken protocol for most of them, and its
 * words, which are those of PgBouncer and always English, say which.
 */
final class PoolerRemedies {

    private record Cause(Pattern words, String remedy) {

        Cause(String words, String remedy) {
            this(Pattern.compile(words), remedy);
        }
    }

    private static final Cause FULL = new Cause(
            "max_\\w*conn|query_wait_timeout|max clients|server login failed: .*too many",
            "the connection pooler in between has no connection left; lower " + PropertyNames.THREADS
                    + " (for simulate, " + PropertyNames.SIMULATE_WORKERS
                    + "), raise its limits (in PgBouncer pool_size, max_client_conn or query_wait_timeout), or connect to"
                    + " the server itself.");

    /** What is more particular comes first. */
    private static final List<Cause> CAUSES = List.of(
            FULL,
            new Cause(
                    "startup parameter",
                    "the connection pooler rejects a parameter of the connection; remove it from " + PropertyNames.URL
                            + ", or add it to the pooler's ignore_startup_parameters."),
            new Cause(
                    "statement pooling mode",
                    "the connection pooler in between runs each statement on its own; set pool_mode=transaction or"
                            + " session for this database in PgBouncer, or connect to the server itself with "
                            + PropertyNames.HOST + " and " + PropertyNames.PORT + "."),
            new Cause(
                    "no such database",
                    "the connection pooler in between knows no such database; check " + PropertyNames.DATABASE + " ("
                            + PropertyNames.ENV_DATABASE + "), or add it to the databases of the pooler."),
            new Cause(
                    "SSL required",
                    "the connection pooler in between takes encrypted connections only; set " + PropertyNames.SSL_MODE
                            + "=require."),
            new Cause(
                    "authentication failed|no such user",
                    "the connection pooler in between, or the server behind it, rejects this user; check "
                            + PropertyNames.USER + " and " + PropertyNames.PASSWORD
                            + ", and the users that the pooler knows."),
            new Cause(
                    "(database|role) .* does not exist|bouncer config error",
                    "the connection pooler in between cannot log in to the server; check " + PropertyNames.DATABASE
                            + " ("
                            + PropertyNames.ENV_DATABASE
                            + "), or correct what the pooler's configuration says of it."));

    private PoolerRemedies() {}

    /** Whether a connection pooler says that it has no connection left. */
    static boolean isFull(String message) {
        return FULL.words().matcher(message).find();
    }

    /** What to do about an answer that breaks the protocol, be it from a pooler or from something else. */
    static String of(String message) {
        return CAUSES.stream()
                .filter(cause -> cause.words().matcher(message).find())
                .findFirst()
                .map(Cause::remedy)
                .orElse("the server, or a proxy in between, broke the protocol; make sure that PostgreSQL listens at "
                        + PropertyNames.HOST + " and " + PropertyNames.PORT + ".");
    }
}
