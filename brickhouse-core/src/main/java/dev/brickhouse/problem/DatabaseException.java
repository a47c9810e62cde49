package dev.brickhouse.problem;

/** The database failed or refused something: the server, the connection to it, a privilege. */
public final class DatabaseException extends BrickhouseException {

    /** @param sentence what failed, which setting leads there, what to do */
    public DatabaseException(String sentence) {
        super(sentence, null);
    }

    /**
     * @param sentence what failed, which setting leads there, what to do
     * @param cause what failed underneath
     */
    public DatabaseException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
