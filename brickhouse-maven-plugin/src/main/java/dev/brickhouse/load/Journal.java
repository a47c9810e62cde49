package dev.brickhouse.load;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The record of what was loaded, kept in the target schema and written in the transactions that load. It is what makes
 * a load resumable, and what tells the plugin's own rows from the user's. Immutable.
 */
public final class Journal {

    /** The table whose presence in a schema tells that there is a journal. */
    public static final String TABLE = "brickhouse_seed";

    public static final String SUSPENDED_TABLE = "brickhouse_suspended";

    /** The tables of the journal, parents before children. */
    public static final List<String> TABLES = List.of(TABLE, "brickhouse_chunk", SUSPENDED_TABLE);

    /** Where a claim begins that looks at all chunks. */
    static final int BEFORE_FIRST_CHUNK = -1;

    /** How far a load has come. */
    public enum State {
        /** Some chunks are still open. */
        LOADING,
        /** Every row is there; indexes, sequences or statistics are not. */
        FINISHING,
        /** Nothing is left to do. */
        COMPLETE;

        String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * What a load was begun with.
     *
     * @param fingerprint a short digest of {@code settings} and the generator's version; equal ones give equal rows
     * @param settings the settings, one {@code name=value} a line
     * @param generatorVersion the version of the generator
     * @param pluginVersion the version of the plugin, for people
     * @param asOf the day at which the data ends
     * @param totalRows the rows of the chunked table
     * @param chunkSize the rows of a chunk
     * @param otherChecksum the checksum of the rows of all other tables, which are there when the load begins
     */
    public record Header(
            String fingerprint,
            String settings,
            int generatorVersion,
            String pluginVersion,
            LocalDate asOf,
            long totalRows,
            long chunkSize,
            long otherChecksum) {}

    /**
     * A load that stands in the journal.
     *
     * @param checksum the checksum of all rows as it is shown to people; null until the load is complete
     */
    public record Entry(long id, State state, Header header, String checksum) {}

    /**
     * How much of the chunked table is there.
     *
     * @param byThisRun rows that the asking run loaded
     * @param byOthers rows that earlier runs loaded, or others that work on the same load
     */
    public record Loaded(long byThisRun, long byOthers) {

        /** All of them. */
        public long rows() {
            return byThisRun + byOthers;
        }
    }

    private final SqlStatements sql;

    /** @param schema the target schema, unquoted */
    public Journal(String schema) {
        sql = SqlStatements.read(Journal.class, "journal.sql", Map.of("schema", schema));
    }

    /** The load that the target schema holds, complete or not; empty if the plugin never loaded anything there. */
    public Optional<Entry> current(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.get("current"));
                ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            Header header = new Header(
                    row.getString("fingerprint"),
                    row.getString("settings"),
                    row.getInt("generator_version"),
                    row.getString("plugin_version"),
                    row.getObject("as_of", LocalDate.class),
                    row.getLong("total_orders"),
                    row.getLong("chunk_size"),
                    row.getLong("other_checksum"));
            State state = State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT));
            return Optional.of(new Entry(row.getLong("seed_id"), state, header, row.getString("checksum")));
        }
    }

    /** Replaces what stands in the journal by a new load, all chunks open. */
    public Entry begin(Connection connection, Header header) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql.get("forget"))) {
            delete.executeUpdate();
        }
        long id;
        try (PreparedStatement insert = connection.prepareStatement(sql.get("begin"))) {
            insert.setString(1, header.fingerprint());
            insert.setString(2, header.settings());
            insert.setInt(3, header.generatorVersion());
            insert.setString(4, header.pluginVersion());
            insert.setObject(5, header.asOf(), Types.DATE);
            insert.setLong(6, header.totalRows());
            insert.setLong(7, header.chunkSize());
            insert.setLong(8, header.otherChecksum());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                id = row.getLong(1);
            }
        }
        try (PreparedStatement chunks = connection.prepareStatement(sql.get("open-chunks"))) {
            chunks.setLong(1, id);
            chunks.executeUpdate();
        }
        return new Entry(id, State.LOADING, header, null);
    }

    /**
     * Takes an open chunk that nobody else has for the connection's transaction: the first one behind {@code after}, or
     * else the first one of all. Waits for nobody.
     *
     * @param after the number of a chunk, or {@link #BEFORE_FIRST_CHUNK}
     * @return empty if every chunk is loaded or others have it
     */
    Optional<Chunk> claim(Connection connection, long id, int after) throws SQLException {
        try (PreparedStatement claim = connection.prepareStatement(sql.get("claim"))) {
            claim.setLong(1, id);
            claim.setInt(2, after);
            try (ResultSet row = claim.executeQuery()) {
                if (row.next()) {
                    return Optional.of(new Chunk(row.getInt(1), row.getLong(2), row.getLong(3) + 1));
                }
            }
        }
        return after == BEFORE_FIRST_CHUNK ? Optional.empty() : claim(connection, id, BEFORE_FIRST_CHUNK);
    }

    /** Whether a chunk is not loaded yet, whoever has it. */
    boolean isOpen(Connection connection, long id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.get("is-open"))) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /**
     * Says that a claimed chunk was loaded, in the transaction that loaded it.
     *
     * @throws RefusedException if the load was replaced by another
     */
    void loaded(Connection connection, long id, Chunk chunk, UUID run, long checksum) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql.get("loaded"))) {
            update.setObject(1, run);
            update.setLong(2, checksum);
            update.setLong(3, id);
            update.setInt(4, chunk.number());
            requireOne(update.executeUpdate());
        }
    }

    /** How many rows of the chunked table are there already. */
    public Loaded loaded(Connection connection, long id, UUID run) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.get("loaded-rows"))) {
            query.setObject(1, run);
            query.setObject(2, run);
            query.setLong(3, id);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Loaded(row.getLong(1), row.getLong(2));
            }
        }
    }

    /**
     * Says that every row is there, once that is so.
     *
     * @throws RefusedException if a chunk is still open or the load was replaced by another
     */
    public void finishing(Connection connection, long id) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql.get("finishing"))) {
            update.setLong(1, id);
            requireOne(update.executeUpdate());
        }
    }

    /**
     * Says that nothing is left to do.
     *
     * @return the checksum of all rows that were loaded
     * @throws RefusedException if the load was replaced by another
     */
    public String complete(Connection connection, long id) throws SQLException {
        String checksum;
        try (PreparedStatement query = connection.prepareStatement(sql.get("checksum"))) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                requireOne(row.next() ? 1 : 0);
                checksum =
                        ContentChecksum.text(row.getBigDecimal(1).toBigInteger().longValue());
            }
        }
        try (PreparedStatement update = connection.prepareStatement(sql.get("complete"))) {
            update.setString(1, checksum);
            update.setLong(2, id);
            requireOne(update.executeUpdate());
        }
        return checksum;
    }

    /** Never to be tried again, unlike what the server reports of transactions that get in each other's way. */
    private static void requireOne(int rows) {
        if (rows != 1) {
            throw new RefusedException(
                    "Another seed has replaced this one meanwhile, with its rows; see to it that only one"
                            + " works on a schema, or that all have the same settings and -D" + PropertyNames.JOIN
                            + "=true, and run this again.");
        }
    }
}
