package dev.brickhouse.simulate;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;
import org.postgresql.replication.ReplicationSlotInfo;

/** Copies the tables at one moment, and applies every change after it that a publication has, through the JDBC driver. */
final class ChangeConsumer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Connection connection;
    private final PGReplicationStream stream;
    private final Replica replica;
    private final PgOutput decoder;

    private ChangeConsumer(Connection connection, PGReplicationStream stream, Replica replica) {
        this.connection = connection;
        this.stream = stream;
        this.replica = replica;
        this.decoder = new PgOutput(replica);
    }

    /**
     * Creates a slot and copies the tables as they are at that moment, while others may change them.
     *
     * @param url the database, its superuser included
     */
    static ChangeConsumer follow(String url, String slot, String publication) throws SQLException {
        Connection connection = replicationConnection(url);
        PGConnection replicating = connection.unwrap(PGConnection.class);
        ReplicationSlotInfo created = replicating
                .getReplicationAPI()
                .createReplicationSlot()
                .logical()
                .withSlotName(slot)
                .withOutputPlugin("pgoutput")
                .make();
        Replica replica = copy(url, created.getSnapshotName());
        PGReplicationStream stream = replicating
                .getReplicationAPI()
                .replicationStream()
                .logical()
                .withSlotName(slot)
                .withSlotOption("proto_version", "1")
                .withSlotOption("publication_names", publication)
                .withStartPosition(created.getConsistentPoint())
                .withStatusInterval(1, TimeUnit.SECONDS)
                .start();
        return new ChangeConsumer(connection, stream, replica);
    }

    private static Connection replicationConnection(String url) throws SQLException {
        Properties properties = new Properties();
        PGProperty.REPLICATION.set(properties, "database");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.4");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        return DriverManager.getConnection(url, properties);
    }

    private static Replica copy(String url, String snapshot) throws SQLException {
        try (Connection reader = DriverManager.getConnection(url);
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            statement.execute("SET TRANSACTION SNAPSHOT '" + snapshot + "'");
            return Replica.of(reader);
        }
    }

    Replica replica() {
        return replica;
    }

    /** Applies all that is committed up to a place in the log, which the server has written by then. */
    void applyUpTo(LogSequenceNumber end) throws SQLException, TimeoutException {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            ByteBuffer message = stream.readPending();
            if (message != null) {
                decoder.read(message);
            } else if (stream.getLastReceiveLSN().compareTo(end) >= 0) {
                return;
            } else if (System.nanoTime() - giveUpAt > 0) {
                throw new TimeoutException("only " + stream.getLastReceiveLSN() + " of " + end + " has come");
            } else {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            stream.setFlushedLSN(stream.getLastReceiveLSN());
            stream.setAppliedLSN(stream.getLastReceiveLSN());
        }
    }

    @Override
    public void close() throws SQLException {
        stream.close();
        connection.close();
    }
}
