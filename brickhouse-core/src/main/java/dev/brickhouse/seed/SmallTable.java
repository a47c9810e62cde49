package dev.brickhouse.seed;

import dev.brickhouse.load.Column;
import dev.brickhouse.load.ColumnType;
import dev.brickhouse.load.RowSource;
import dev.brickhouse.load.RowWriter;
import dev.brickhouse.load.Table;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * A table of which each column is declared together with what fills it. Immutable.
 *
 * @param table as the engine knows it
 * @param values what fills each column
 * @param <T> what a row is made of
 */
record SmallTable<T>(Table table, List<Value<T>> values) {

    /** Writes one value of a row. */
    @FunctionalInterface
    interface Value<T> {

        /** @param createdAt when the row came into being, in the unit of {@link RowWriter#timestamp} */
        void write(T row, long createdAt, RowWriter out) throws SQLException;
    }

    /** A column and what fills it. */
    record BoundColumn<T>(Column column, Value<T> value) {}

    static <T> SmallTable<T> of(String name, List<BoundColumn<T>> columns) {
        return new SmallTable<>(
                new Table(name, columns.stream().map(BoundColumn::column).toList()),
                columns.stream().map(BoundColumn::value).toList());
    }

    static <T> BoundColumn<T> integer(String name, ToIntFunction<T> value) {
        return bind(name, ColumnType.INTEGER, (row, createdAt, out) -> out.integer(value.applyAsInt(row)));
    }

    /** An integer or NULL. */
    static <T> BoundColumn<T> optionalInteger(String name, Function<T, OptionalInt> value) {
        return bind(name, ColumnType.INTEGER, (row, createdAt, out) -> {
            OptionalInt integer = value.apply(row);
            if (integer.isPresent()) {
                out.integer(integer.getAsInt());
            } else {
                out.nullValue();
            }
        });
    }

    /** Text, or NULL for null. */
    static <T> BoundColumn<T> text(String name, Function<T, String> value) {
        return bind(name, ColumnType.TEXT, (row, createdAt, out) -> {
            String text = value.apply(row);
            if (text == null) {
                out.nullValue();
            } else {
                out.text(text);
            }
        });
    }

    static <T> BoundColumn<T> numeric(String name, Function<T, BigDecimal> value) {
        return bind(name, ColumnType.NUMERIC, (row, createdAt, out) -> out.numeric(value.apply(row)));
    }

    static <T> BoundColumn<T> timestamp(String name, ToLongFunction<T> value) {
        return bind(name, ColumnType.TIMESTAMP, (row, createdAt, out) -> out.timestamp(value.applyAsLong(row)));
    }

    /** The column {@code created_at}. */
    static <T> BoundColumn<T> createdAt() {
        return bind("created_at", ColumnType.TIMESTAMP, (row, createdAt, out) -> out.timestamp(createdAt));
    }

    private static <T> BoundColumn<T> bind(String name, ColumnType type, Value<T> value) {
        return new BoundColumn<>(new Column(name, type), value);
    }

    /**
     * @param rows what the row of a number, from 0, is made of
     * @param createdAt when it came into being
     */
    RowSource source(LongFunction<T> rows, LongUnaryOperator createdAt) {
        return (number, out) -> {
            T row = rows.apply(number);
            long created = createdAt.applyAsLong(number);
            out.startRow();
            for (Value<T> value : values) {
                value.write(row, created, out);
            }
        };
    }
}
