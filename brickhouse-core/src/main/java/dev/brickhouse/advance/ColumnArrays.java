package dev.brickhouse.advance;

import dev.brickhouse.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Rows as text, column by column, to be written by one statement. For one thread. */
final class ColumnArrays {

    private static final long MICROS = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private final List<List<String>> columns = new ArrayList<>();
    private int column;

    /** Begins the next row. */
    ColumnArrays row() {
        column = 0;
        return this;
    }

    ColumnArrays add(String value) {
        if (column == columns.size()) {
            columns.add(new ArrayList<>());
        }
        columns.get(column++).add(value);
        return this;
    }

    ColumnArrays add(long number) {
        return add(Long.toString(number));
    }

    /** Adds the number of a user, or null for nobody. */
    ColumnArrays addUser(int user) {
        return add(user == OpenOrder.NOBODY ? null : Integer.toString(user));
    }

    /** Adds an instant, or null if it has not come. */
    ColumnArrays addInstant(long micros) {
        return add(
                micros == OpenOrder.NOT_YET
                        ? null
                        : LocalDateTime.ofEpochSecond(
                                        Math.floorDiv(micros, MICROS),
                                        (int) (Math.floorMod(micros, MICROS) * NANOS_PER_MICRO),
                                        ZoneOffset.UTC)
                                .toString());
    }

    /** The instant of a column, or {@link OpenOrder#NOT_YET} for null. */
    static long micros(LocalDateTime instant) {
        return instant == null
                ? OpenOrder.NOT_YET
                : instant.toEpochSecond(ZoneOffset.UTC) * MICROS + instant.getNano() / NANOS_PER_MICRO;
    }

    int rows() {
        return columns.isEmpty() ? 0 : columns.get(0).size();
    }

    /**
     * Writes all rows, if there are any.
     *
     * @param statement returns how many of them the table has kept
     * @return that number
     */
    int write(Connection connection, String statement) throws SQLException {
        return columns.isEmpty() ? 0 : Sql.one(connection, statement, row -> row.getInt(1), columns.toArray());
    }
}
