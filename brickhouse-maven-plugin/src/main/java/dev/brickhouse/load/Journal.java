package dev.brickhouse.load;

import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * The record of what was loaded, kept in the target schema and written in the transactions that load. It is what makes
 * a load resumable, and what tells the plugin's own rows from the user's. Immutable.
 */
public final class Journal {

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
     */
    public record Header(
            String fingerprint,
            String settings,
            int generatorVersion,
            String pluginVersion,
            LocalDate asOf,
            long totalRows,
            long chunkSize) {}

    /** A load that stands in the journal. */
    public record Entry(long id, State state, Header header) {}

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
                    row.getLong("chunk_size"));
            State state = State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT));
            return Optional.of(new Entry(row.getLong("seed_id"), state, header));
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
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                id = row.getLong(1);
            }
        }
        try (PreparedStatement chunks = connection.prepareStatement(sql.get("open-chunks"))) {
            chunks.setLong(1, id);
            chunks.executeUpdate();
        }
        return new Entry(id, State.LOADING, header);
    }

    /** Takes the first open chunk that nobody else has, until the end of the transaction; empty if there is none. */
    Optional<Chunk> claim(Connection connection, long id) throws SQLException {
        try (PreparedStatement claim = connection.prepareStatement(sql.get("claim"))) {
            claim.setLong(1, id);
            try (ResultSet row = claim.executeQuery()) {
                return row.next()
                        ? Optional.of(new Chunk(row.getInt(1), row.getLong(2), row.getLong(3) + 1))
                        : Optional.empty();
            }
        }
    }

    /** Says that a claimed chunk was loaded, in the transaction that loaded it. */
    void loaded(Connection connection, long id, Chunk chunk) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql.get("loaded"))) {
            update.setLong(1, id);
            update.setInt(2, chunk.number());
            update.executeUpdate();
        }
    }

    /** How many rows of the chunked table are there already. */
    public long loadedRows(Connection connection, long id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.get("loaded-rows"))) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Moves a load on to {@code state}. */
    public void advance(Connection connection, long id, State state) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql.get("advance"))) {
            update.setString(1, state.label());
            update.setString(2, state.label());
            update.setLong(3, id);
            update.executeUpdate();
        }
    }
}
