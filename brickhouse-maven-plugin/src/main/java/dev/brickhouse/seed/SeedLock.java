package dev.brickhouse.seed;

import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Advisory locks on a schema, which PostgreSQL gives back by itself when the connection ends, however it ends. They
 * belong to a transaction that stays open, so they also hold behind a pooler that hands out a server connection for each
 * transaction.
 *
 * <p>They only keep two runs from doing the same work or from refusing each other too late. That no row is lost or doubled
 * follows from the row locks in the journal, so a lock that is lost with its connection does no harm. For one thread.
 */
final class SeedLock implements AutoCloseable {

    /** What is locked; the first half of the lock's key tells our locks from an application's own. */
    enum Subject {
        /** Deciding what a run does, and beginning a new seed: "brcs" in ASCII. */
        SETUP(0x62726373),
        /** Shared by all that load: "brck" in ASCII. */
        LOADING(0x6272636B),
        /** Indexes, statistics and views: "brcf" in ASCII. */
        FINISH(0x62726366);

        private final int key;

        Subject(int key) {
            this.key = key;
        }
    }

    private static final Duration LAST_MOMENT = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(SeedLock.class);

    private final Connection connection;
    private final SeedTarget target;
    private final SqlStatements sql;

    private SeedLock(Connection connection, SeedTarget target, SqlStatements sql) {
        this.connection = connection;
        this.target = target;
        this.sql = sql;
    }

    /** Takes a connection for locks; {@link #close()} gives all of them back. */
    static SeedLock open(SeedTarget target, SqlStatements sql) throws SQLException {
        Connection connection = target.dataSource().getConnection();
        try {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql.get("wait-as-long-as-it-takes"));
            }
            return new SeedLock(connection, target, sql);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Whether the schema is now ours alone in this respect. A run that was killed a moment ago has its locks until the
     * server notices, so that moment is waited for.
     */
    boolean tryExclusive(Subject subject) throws SQLException {
        long giveUpAt = System.nanoTime() + LAST_MOMENT.toNanos();
        boolean locked = tryExclusiveNow(subject);
        while (!locked && System.nanoTime() - giveUpAt < 0) {
            LockSupport.parkNanos(RETRY.toNanos());
            locked = tryExclusiveNow(subject);
        }
        return locked;
    }

    /** Whether the schema is now ours alone in this respect; does not wait. */
    boolean tryExclusiveNow(Subject subject) throws SQLException {
        try (PreparedStatement lock = prepare("try-lock", subject);
                ResultSet row = lock.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Waits until the schema is ours alone in this respect. */
    void exclusive(Subject subject) throws SQLException {
        try (PreparedStatement lock = prepare("lock", subject)) {
            lock.execute();
        }
    }

    /** Waits until nobody has the schema for himself in this respect. */
    void shared(Subject subject) throws SQLException {
        try (PreparedStatement lock = prepare("lock-shared", subject)) {
            lock.execute();
        }
    }

    /** Whether nobody has the schema for himself in this respect, nor can from now on; does not wait. */
    boolean trySharedNow(Subject subject) throws SQLException {
        try (PreparedStatement lock = prepare("try-lock-shared", subject);
                ResultSet row = lock.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Whether the connection that has the locks is still alive. */
    boolean isHeld() {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.get("are-you-there"));
            return true;
        } catch (SQLException e) {
            LOG.debug("The connection that held the locks is lost", e);
            return false;
        }
    }

    /** Who has the lock, in a few words for an error message; empty if nobody has it any more. */
    String holder(Subject subject) throws SQLException {
        try (PreparedStatement query = prepare("lock-holder", subject);
                ResultSet row = query.executeQuery()) {
            return row.next()
                    ? " (server process " + row.getInt("pid") + ", connected from " + row.getString("client")
                            + " since " + row.getString("backend_start") + ")"
                    : "";
        }
    }

    /** Gives the locks back. A connection that is broken has given them back already, and nothing follows from that. */
    @Override
    public void close() {
        try (connection) {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            LOG.debug("The connection that held the locks is broken", e);
        }
    }

    private PreparedStatement prepare(String statement, Subject subject) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(sql.get(statement));
        prepared.setInt(1, subject.key);
        prepared.setInt(2, target.schema().name().hashCode());
        return prepared;
    }
}
