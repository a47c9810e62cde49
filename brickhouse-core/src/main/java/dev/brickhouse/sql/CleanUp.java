package dev.brickhouse.sql;

import java.sql.SQLException;

/**
 * What is done last, whether what came before has failed or not, and without hiding why: a connection that has broken
 * fails once more when it is rolled back or closed, the driver then even with a {@link RuntimeException}, and the user
 * would be told of the second failure instead of the first. As a resource of a {@code try}, which suppresses its
 * failure, or by {@link #after}; never in a {@code finally}.
 */
@FunctionalInterface
public interface CleanUp extends AutoCloseable {

    @Override
    void close() throws SQLException;

    /** Cleans up after a failure, which the caller throws; that of the clean-up is added to it as suppressed. */
    static void after(Throwable failure, CleanUp cleanUp) {
        try {
            cleanUp.close();
        } catch (SQLException | RuntimeException e) {
            if (e != failure) {
                failure.addSuppressed(e);
            }
        }
    }
}
