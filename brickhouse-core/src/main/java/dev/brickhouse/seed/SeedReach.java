package dev.brickhouse.seed;

import dev.brickhouse.load.Journal;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * How far the rows of a seed reach: to its as-of date, or to a later day that they were carried on to. It stands in the
 * journal, so it goes with backups and clones. Immutable.
 */
public final class SeedReach {

    private final SqlStatements sql;
    private final Journal.Entry seed;

    SeedReach(SqlStatements sql, Journal.Entry seed) {
        this.sql = sql;
        this.seed = seed;
    }

    /**
     * The day at whose first instant the rows end. Nobody else can change it until the transaction ends.
     *
     * @throws RefusedException if the seed was replaced by another
     */
    public LocalDate lockAndRead(Connection connection) throws SQLException {
        return settings(connection).reach(seed.header().asOf());
    }

    /**
     * Notes that the rows now reach to the first instant of a day.
     *
     * @return whether the journal keeps that; the transaction has to be rolled back otherwise
     */
    public boolean set(Connection connection, LocalDate day) throws SQLException {
        String text = settings(connection).advancedTo(day).text();
        return Sql.first(connection, sql.get("set-settings"), row -> row.getBoolean(1), text, seed.id(), text)
                .orElse(false);
    }

    private SeedSettings settings(Connection connection) throws SQLException {
        return Sql.first(connection, sql.get("lock-settings"), row -> SeedSettings.ofText(row.getString(1)), seed.id())
                .orElseThrow(() -> new RefusedException(
                        "Another seed has replaced the one that was to be carried on; run this goal again."));
    }
}
