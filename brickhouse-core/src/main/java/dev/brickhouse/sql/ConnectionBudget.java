package dev.brickhouse.sql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * How many connections a pool, which is a wrapper for this, leaves to PostgreSQL's own programs that connect to the same
 * database.
 */
public interface ConnectionBudget {

    /**
     * Finds out how many connections there can be at the same time, by opening them, and closes them again.
     *
     * @param held one of the pool's, in a transaction; it counts as well
     * @param least how many there have to be
     * @param wanted how many would be used, at least {@code least}
     * @param condition what needs them, such as "with pg_dump"
     * @param remedy what would need fewer, such as "set brickhouse.backup.writer=builtin"; empty if nothing does
     * @return how many there are, from {@code least} to {@code wanted}
     * @throws dev.brickhouse.problem.DatabaseException if there are fewer than {@code least}
     */
    int require(Connection held, int least, int wanted, String condition, String remedy) throws SQLException;

    /** Closes the connections that nobody uses at the moment. */
    void closeIdle();

    /** That of a pool; a data source that is none has as many connections as are wanted. */
    static ConnectionBudget of(DataSource pool) throws SQLException {
        return pool.isWrapperFor(ConnectionBudget.class) ? pool.unwrap(ConnectionBudget.class) : unlimited();
    }

    /** As many as are wanted. */
    static ConnectionBudget unlimited() {
        return new Unlimited();
    }

    /** Of a data source that keeps no connections. */
    final class Unlimited implements ConnectionBudget {

        private Unlimited() {}

        @Override
        public int require(Connection held, int least, int wanted, String condition, String remedy) {
            return wanted;
        }

        @Override
        public void closeIdle() {
            // there are none
        }
    }
}
