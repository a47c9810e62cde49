package dev.brickhouse.seed;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Waiting;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.CleanUp;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Advisory locks on a schema, which PostgreSQL releases when the connection ends, however it ends. They belong to a
 * transaction that stays open, so they also work behind a pooler that assigns a server connection to each transaction.
 *
 * <p>They only keep two runs from doing the same work or from refusing each other too late. That no row is lost or
 * doubled follows from the row locks in the journal, so a lock that is lost with its connection does no harm. For one
 * thread.
 */
final class SeedLock implements AutoCloseable {

    /** What is locked; the first half of the lock's key keeps our locks apart from an application's own. */
    enum Subject {
        /** Deciding what a run does, and starting a new seed: "brcs" in ASCII. */
        SETUP(0x62726373),
        /** Shared by all runs that load: "brck" in ASCII. */
        LOADING(0x6272636B),
        /** Indexes, statistics and views: "brcf" in ASCII. */
        FINISH(0x62726366),
        /** Taken by a restore besides the first two, so that it can be told from a seed: "brcr" in ASCII. */
        RESTORING(0x62726372);

        final int key;

        Subject(int key) {
            this.key = key;
        }
    }

    private static final Duration LAST_MOMENT = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(SeedLock.class);

    private final Connection connection;
    private final SqlStatements sql;

    /** The second half of a lock's key. */
    private final int schemaKey;

    private SeedLock(Connection connection, SeedTarget target, SqlStatements sql) {
        this.connection = connection;
        this.sql = sql;
        this.schemaKey = schemaKey(target.schema());
    }

    static int schemaKey(RetailSchema schema) {
        return schema.name().hashCode();
    }

    /** Locks that belong to a transaction of the caller's; not to be closed. */
    static SeedLock within(Connection transaction, SeedTarget target, SqlStatements sql) {
        return new SeedLock(transaction, target, sql);
    }

    /** Takes a connection for locks; {@link #close()} releases them. */
    static SeedLock open(SeedTarget target, SqlStatements sql) throws SQLException {
        Connection connection = target.dataSource().getConnection();
        try {
            connection.setAutoCommit(false);
            Sql.execute(connection, sql.get("wait-without-limit"));
            return new SeedLock(connection, target, sql);
        } catch (SQLException | RuntimeException e) {
            CleanUp.after(e, connection::close);
            throw e;
        }
    }

    /** As {@link #open}, with one lock that others may share. */
    static SeedLock openShared(SeedTarget target, SqlStatements sql, Subject subject) throws SQLException {
        SeedLock lock = open(target, sql);
        try {
            lock.lockShared(subject);
            return lock;
        } catch (SQLException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Takes the exclusive lock if it is free. Waits for two seconds, since a run that has just been killed keeps its
     * locks until the server notices.
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

    /** Takes the exclusive lock if it is free, without waiting. */
    boolean tryExclusiveNow(Subject subject) throws SQLException {
        return Sql.isTrue(connection, sql.get("try-lock"), subject.key, schemaKey);
    }

    /**
     * Takes the exclusive lock, waiting as long as necessary.
     *
     * @param holder who has it if it is not free, for the log
     */
    void lockExclusive(Subject subject, String holder, Console console) throws SQLException {
        if (!tryExclusiveNow(subject)) {
            String who = holder + holder(subject);
            Waiting waiting = Waiting.begin(console, () -> who, Duration.ZERO);
            try {
                Sql.call(connection, sql.get("lock"), subject.key, schemaKey);
            } finally {
                waiting.close();
            }
        }
    }

    /** Takes the shared lock, waiting as long as necessary. */
    void lockShared(Subject subject) throws SQLException {
        Sql.call(connection, sql.get("lock-shared"), subject.key, schemaKey);
    }

    /** Takes the shared lock if it is free, without waiting. */
    boolean trySharedNow(Subject subject) throws SQLException {
        return Sql.isTrue(connection, sql.get("try-lock-shared"), subject.key, schemaKey);
    }

    /** Whether the connection that holds the locks is still alive. */
    boolean isHeld() {
        try {
            Sql.execute(connection, sql.get("ping"));
            return true;
        } catch (SQLException e) {
            LOG.debug("The connection that held the locks is lost", e);
            return false;
        }
    }

    /** Who holds the lock, in a few words for an error message; empty if nobody holds it any more. */
    String holder(Subject subject) throws SQLException {
        return Sql.first(
                        connection,
                        sql.get("lock-holder"),
                        row -> " (server process " + row.getInt("pid") + ", connected from " + row.getString("client")
                                + " since " + row.getString("backend_start") + ")",
                        subject.key,
                        schemaKey)
                .orElse("");
    }

    /** Releases the locks. A broken connection has released them already. */
    @Override
    public void close() {
        try (connection) {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.debug("The connection that held the locks is broken", e);
        }
    }
}
