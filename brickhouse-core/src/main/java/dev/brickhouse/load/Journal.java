package dev.brickhouse.load;

import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The record of what was loaded, kept in the target schema and written in the transactions that load. It is what makes
 * a load resumable, and what tells the plugin's own rows from the user's. Immutable.
 */
public final class Journal {

    /** A schema has a journal if it has this table. */
    public static final String TABLE = "brickhouse_seed";

    public static final String SUSPENDED_TABLE = "brickhouse_suspended";

    static final String CHUNK_TABLE = "brickhouse_chunk";

    /** The tables of the journal, parents before children. */
    public static final List<String> TABLES = List.of(TABLE, CHUNK_TABLE, SUSPENDED_TABLE);

    /** How far a load has come. */
    public enum State {
        /** Some chunks are still open. */
        LOADING,
        /** All rows are loaded; indexes, sequences or statistics are not done yet. */
        FINISHING,
        /** Nothing is left to do. */
        COMPLETE;

        static State of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * What a load was started with.
     *
     * @param fingerprint a short digest of {@code settings} and the generator's version; equal ones give equal rows
     * @param settings the settings, one {@code name=value} a line
     * @param generatorVersion the version of the generator
     * @param pluginVersion the version of the plugin, for people
     * @param asOf the day at which the data ends
     * @param totalRows the rows of the chunked table
     * @param chunkSize the rows of a chunk
     * @param otherChecksum the checksum of the rows of all other tables, which are complete when the load begins
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
     * A load in the journal.
     *
     * @param checksum the checksum of all rows as it is shown to people; null until the load is complete
     */
    public record Entry(long id, State state, Header header, String checksum) {

        public boolean isComplete() {
            return state == State.COMPLETE;
        }
    }

    /**
     * How many rows of the chunked table are loaded.
     *
     * @param byThisRun rows that the asking run loaded
     * @param byOthers rows that earlier runs loaded, or others that work on the same load
     */
    public record LoadedRows(long byThisRun, long byOthers) {

        public long total() {
            return byThisRun + byOthers;
        }
    }

    final String schema;
    private final SqlStatements sql;
    private final ChunkClaims chunks;
    private final JournalTrial trial;

    /** @param schema the target schema, unquoted */
    public Journal(String schema) {
        this.schema = schema;
        sql = SqlStatements.read(Journal.class, "journal.sql", Map.of("schema", schema));
        chunks = new ChunkClaims(this, sql);
        trial = new JournalTrial(this, schema, sql);
    }

    /** The load that the target schema holds, complete or not; empty if the plugin never loaded anything there. */
    public Optional<Entry> current(Connection connection) throws SQLException {
        return Sql.first(
                connection,
                sql.get("current"),
                row -> new Entry(
                        row.getLong("seed_id"),
                        State.of(row.getString("state")),
                        new Header(
                                row.getString("fingerprint"),
                                row.getString("settings"),
                                row.getInt("generator_version"),
                                row.getString("plugin_version"),
                                row.getObject("as_of", LocalDate.class),
                                row.getLong("total_orders"),
                                row.getLong("chunk_size"),
                                row.getLong("other_checksum")),
                        row.getString("checksum")));
    }

    /**
     * Replaces the load in the journal by a new one, all chunks open.
     *
     * @throws RefusedException if the journal's tables do not keep what a load writes into them; the transaction has to
     *     be rolled back then
     */
    public Entry begin(Connection connection, Header header) throws SQLException {
        Sql.update(connection, sql.get("forget"));
        Optional<Long> begun = Sql.first(
                connection,
                sql.get("begin"),
                row -> row.getLong(1),
                header.fingerprint(),
                header.settings(),
                header.generatorVersion(),
                header.pluginVersion(),
                header.asOf(),
                header.totalRows(),
                header.chunkSize(),
                header.otherChecksum());
        if (begun.isEmpty()) {
            throw trial.refusal(connection);
        }
        long id = begun.get();
        Sql.update(connection, sql.get("add-chunks"), id);
        trial.run(connection, id);
        return new Entry(id, State.LOADING, header, null);
    }

    /** That the journal's tables do not keep what a load writes into them, before any of it is committed. */
    RefusedException refusal(Connection connection) throws SQLException {
        return trial.refusal(connection);
    }

    /** The chunks of its loads. */
    ChunkClaims chunks() {
        return chunks;
    }

    /** How many rows of the chunked table are loaded so far. */
    public LoadedRows loadedRows(Connection connection, long id, UUID run) throws SQLException {
        return Sql.one(
                connection,
                sql.get("loaded-rows"),
                row -> new LoadedRows(row.getLong(1), row.getLong(2)),
                run,
                run,
                id);
    }

    /**
     * Records that all rows are loaded.
     *
     * @throws RefusedException if a chunk is still open, the chunks are not the whole load, it was replaced by another or
     *     the journal does not keep the record
     */
    public void markFinishing(Connection connection, long id) throws SQLException {
        if (!isMarkedFinishing(connection, id)) {
            throw JournalRefusal.of(this, connection, id, TABLE);
        }
    }

    boolean isMarkedFinishing(Connection connection, long id) throws SQLException {
        return isKept(connection, "mark-finishing", id);
    }

    /**
     * Records that nothing is left to do, and the checksum of all rows that were loaded.
     *
     * @throws RefusedException if the chunks are not the whole load, it was replaced by another or the journal does not
     *     keep the record
     */
    public void markComplete(Connection connection, long id) throws SQLException {
        if (!isMarkedComplete(connection, id)) {
            throw JournalRefusal.of(this, connection, id, TABLE);
        }
    }

    boolean isMarkedComplete(Connection connection, long id) throws SQLException {
        Optional<BigDecimal> checksum =
                Sql.first(connection, sql.get("checksum"), row -> row.getBoolean(2) ? row.getBigDecimal(1) : null, id);
        return checksum.isPresent()
                && isKept(
                        connection,
                        "mark-complete",
                        ContentChecksum.text(checksum.get().toBigInteger().longValue()),
                        id);
    }

    /** @param statement changes one row and returns whether that is as it was told to be */
    private boolean isKept(Connection connection, String statement, Object... values) throws SQLException {
        return Sql.first(connection, sql.get(statement), row -> row.getBoolean(1), values)
                .orElse(false);
    }
}
