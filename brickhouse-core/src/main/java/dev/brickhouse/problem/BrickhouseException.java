package dev.brickhouse.problem;

/**
 * A goal cannot continue, for a reason that its user can understand and fix.
 *
 * <p>The message is one whole sentence: what is wrong, which setting it comes from and what to do. It is shown to the
 * user as it stands, so it never holds a password and never needs the stack trace beside it.
 */
public abstract sealed class BrickhouseException extends RuntimeException
        permits ConfigurationException, DatabaseException, EnvironmentException, RefusedException {

    BrickhouseException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
