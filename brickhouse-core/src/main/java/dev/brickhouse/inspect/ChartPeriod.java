package dev.brickhouse.inspect;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * The time that the charts are about: that of all orders, or without the few at its ends where one order of the year
 * 9999 would make it millions of days long. A seeded history has ten years at most, and one of {@code period.sql} a
 * little more.
 *
 * @param first the first and {@code last} the last moment, as text that the server reads; null if there are no orders
 */
record ChartPeriod(String first, String last) {

    private static final String CONDITION = "${in_period}";
    private static final String END = "${end_of_period}";

    /** @param console is told how many orders are left out, if any */
    static ChartPeriod of(Connection connection, Console console) throws SQLException {
        SqlStatements sql = SqlStatements.read(ChartPeriod.class, "period.sql", Map.of());
        record Span(ChartPeriod all, boolean isTooLong, long infinite) {}
        Span span = Sql.one(
                connection,
                sql.get("span"),
                row -> new Span(
                        new ChartPeriod(row.getString("first_date"), row.getString("last_date")),
                        row.getBoolean("too_long"),
                        row.getLong("infinite")));
        ChartPeriod period = span.isTooLong()
                ? Sql.one(
                        connection,
                        sql.get("usual"),
                        row -> new ChartPeriod(row.getString("first_date"), row.getString("last_date")))
                : span.all();
        long leftOut = span.isTooLong()
                ? Sql.one(connection, sql.get("left-out"), row -> row.getLong(1), period.first(), period.last())
                : span.infinite();
        if (leftOut > 0) {
            console.warn("The charts over time leave out " + NumberFormats.count(leftOut, "order")
                    + (period.first() == null
                            ? ", whose dates are infinite"
                            : ", which " + (leftOut == 1 ? "is" : "are") + " dated before " + period.first()
                                    + " or after " + period.last()));
        }
        return period;
    }

    /** A query whose condition on the dates of orders is filled in. */
    String limit(String query) {
        return query.replace(
                        CONDITION,
                        first == null ? "false" : "order_date BETWEEN " + literal(first) + " AND " + literal(last))
                .replace(END, first == null ? "NULL::timestamp" : literal(last));
    }

    private static String literal(String timestamp) {
        return "TIMESTAMP '" + timestamp + "'";
    }
}
