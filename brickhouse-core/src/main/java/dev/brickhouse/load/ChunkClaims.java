package dev.brickhouse.load;

import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** The chunks of a load in the journal, and which worker has which of them. Immutable. */
final class ChunkClaims {

    /** Claims after this look at all chunks. */
    static final int BEFORE_FIRST = -1;

    /**
     * What is left of a load.
     *
     * @param count how many chunks
     * @param rows how many rows they have
     */
    record Open(long count, long rows) {}

    private final Journal journal;
    private final SqlStatements sql;

    ChunkClaims(Journal journal, SqlStatements sql) {
        this.journal = journal;
        this.sql = sql;
    }

    /**
     * Claims an open chunk for the connection's transaction, unless another transaction has it: the first one after
     * {@code after}, or else the first one of all. Never waits.
     *
     * @param after the number of a chunk, or {@link #BEFORE_FIRST}
     * @return empty if every chunk is loaded or claimed by others
     */
    Optional<Chunk> claim(Connection connection, long id, int after) throws SQLException {
        return orFirst(Sql.first(connection, sql.get("claim"), ChunkClaims::chunk, id, after), connection, id, after);
    }

    /** As {@link #claim(Connection, long, int)}, at the beginning of a transaction, for which it makes settings. */
    Optional<Chunk> claim(Connection connection, String settings, long id, int after) throws SQLException {
        return orFirst(
                Sql.firstAfter(connection, settings, sql.get("claim"), ChunkClaims::chunk, id, after),
                connection,
                id,
                after);
    }

    private Optional<Chunk> orFirst(Optional<Chunk> claimed, Connection connection, long id, int after)
            throws SQLException {
        return claimed.isPresent() || after == BEFORE_FIRST ? claimed : claim(connection, id, BEFORE_FIRST);
    }

    private static Chunk chunk(ResultSet row) throws SQLException {
        return new Chunk(row.getInt(1), row.getLong(2), row.getLong(3) + 1);
    }

    /** The chunks that are not loaded yet, claimed or not. */
    Open open(Connection connection, long id) throws SQLException {
        return Sql.one(connection, sql.get("open-chunks"), row -> new Open(row.getLong(1), row.getLong(2)), id);
    }

    /**
     * Records that a claimed chunk is loaded, in the transaction that loaded it.
     *
     * @throws RefusedException if the load was replaced by another, or the journal does not keep the record
     */
    void markLoaded(Connection connection, long id, Chunk chunk, UUID run, long checksum) throws SQLException {
        boolean isKept = Sql.first(
                        connection, sql.get("mark-loaded"), row -> row.getBoolean(1), run, checksum, id, chunk.number())
                .orElse(false);
        if (!isKept) {
            throw JournalRefusal.of(journal, connection, id, Journal.CHUNK_TABLE);
        }
    }
}
