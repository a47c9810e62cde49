package dev.brickhouse.advance;

import dev.brickhouse.history.OrderStatus;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Reads what a day begins with, and writes what it ends with. Immutable. */
final class BusinessRows {

    private final RetailSchema schema;
    private final SqlStatements sql;
    private final int warehouse;
    private final Supplier<String> kept;

    /**
     * @param warehouse the {@code store_id} of the warehouse
     * @param kept what stays if a day fails, as part of a sentence
     */
    BusinessRows(RetailSchema schema, int warehouse, Supplier<String> kept) {
        this.schema = schema;
        this.kept = kept;
        this.warehouse = warehouse;
        sql = SqlStatements.read(BusinessRows.class, "advance.sql", Map.of("schema", schema.name()));
    }

    /**
     * Reads it, and keeps it from being changed by others until the transaction ends.
     *
     * @param end when the day ends
     */
    BusinessState read(Connection connection, LocalDateTime end) throws SQLException {
        Sql.execute(connection, sql.get("lock"));
        Map<Long, StockRow> stock = new LinkedHashMap<>();
        Sql.forEach(connection, sql.get("stock"), row -> {
            StockRow position = position(row);
            stock.put(BusinessState.key(position.store, position.product), position);
        });
        List<OpenOrder> orders = new ArrayList<>();
        Sql.forEach(
                connection,
                sql.get("open-orders"),
                row -> {
                    int origin = row.getInt("from_store_id");
                    if (row.wasNull() || origin == warehouse) {
                        orders.add(order(row));
                    }
                },
                end,
                end);
        return new BusinessState(
                staff(connection), stock, orders, next(connection, "orders", "order_id", "last-order"));
    }

    private Staff staff(Connection connection) throws SQLException {
        Map<Integer, Integer> managers = new HashMap<>();
        Sql.forEach(connection, sql.get("managers"), row -> managers.put(row.getInt(1), row.getInt(2)));
        Set<Integer> approvers = new HashSet<>();
        Map<Integer, Integer> regional = new HashMap<>();
        Sql.forEach(connection, sql.get("approvers"), row -> {
            approvers.add(row.getInt(1));
            int store = row.getInt(2);
            if (!row.wasNull()) {
                regional.put(store, row.getInt(1));
            }
        });
        return new Staff(managers, new HashSet<>(managers.values()), approvers, regional);
    }

    private static StockRow position(ResultSet row) throws SQLException {
        return new StockRow(
                row.getLong("inventory_id"),
                row.getInt("store_id"),
                row.getInt("product_id"),
                row.getLong("quantity_cases"),
                row.getLong("reserved_cases"),
                ColumnArrays.micros(row.getObject("last_updated", LocalDateTime.class)),
                row.getInt("version"));
    }

    private static OpenOrder order(ResultSet row) throws SQLException {
        OpenOrder order = new OpenOrder(
                row.getLong("order_id"),
                row.getInt("to_store_id"),
                row.getInt("product_id"),
                row.getInt("quantity_cases"),
                ColumnArrays.micros(row.getObject("order_date", LocalDateTime.class)),
                OpenOrder.NOBODY,
                OrderStatus.valueOf(row.getString("order_status").toUpperCase(Locale.ROOT)),
                row.getInt("version"));
        order.approved = ColumnArrays.micros(row.getObject("approved_date", LocalDateTime.class));
        return order;
    }

    /** The number after the last one that is in use or that the sequence has given out. */
    private long next(Connection connection, String table, String column, String lastQuery) throws SQLException {
        long last = Sql.one(connection, sql.get(lastQuery), row -> row.getLong(1));
        String given = "SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM "
                + sequence(connection, table, column);
        return Math.max(last, Sql.one(connection, given, row -> row.getLong(1))) + 1;
    }

    private String sequence(Connection connection, String table, String column) throws SQLException {
        return Sql.first(connection, sql.get("sequence"), row -> row.getString(1), schema.table(table), column)
                .orElseThrow(() -> new RefusedException("Column " + column + " of table " + schema.table(table)
                        + " has no sequence, which gives new rows their numbers; nothing was changed; run"
                        + " brickhouse:schema to restore it."));
    }

    /**
     * Writes what has changed, but for the sequences.
     *
     * @throws RefusedException if a table does not keep it; the transaction has to be rolled back then
     */
    void write(Connection connection, BusinessState state) throws SQLException {
        writeOrders(connection, state);
        writeStock(connection, state);
    }

    /**
     * Moves the sequences past the new rows. No transaction takes that back, so it comes last: a day that is done again
     * after a failure gives its rows the same numbers.
     */
    void moveSequences(Connection connection, BusinessState state) throws SQLException {
        if (state.orders().stream().anyMatch(OpenOrder::isNew)) {
            advanceSequence(connection, "orders", "order_id", "last-order");
        }
        if (state.stock().values().stream().anyMatch(position -> position.isNew)) {
            advanceSequence(connection, "inventory", "inventory_id", "last-position");
        }
    }

    private void advanceSequence(Connection connection, String table, String column, String lastQuery)
            throws SQLException {
        long last = Sql.one(connection, sql.get(lastQuery), row -> row.getLong(1));
        String sequence = sequence(connection, table, column);
        // an application may have taken numbers meanwhile, which it must not get again
        Sql.call(
                connection,
                "SELECT pg_catalog.setval(?::regclass, GREATEST(?, last_value)) FROM " + sequence,
                sequence,
                last);
    }

    private void writeOrders(Connection connection, BusinessState state) throws SQLException {
        ColumnArrays inserted = new ColumnArrays();
        ColumnArrays updated = new ColumnArrays();
        for (OpenOrder order : state.orders()) {
            String status = order.status.label();
            if (order.isNew()) {
                inserted.row()
                        .add(order.id)
                        .add(warehouse)
                        .add(order.shop)
                        .add(order.product)
                        .add(order.cases)
                        .add(status)
                        .addUser(order.requestedBy)
                        .addUser(order.approvedBy)
                        .addInstant(order.placed)
                        .addInstant(order.approved)
                        .addInstant(order.fulfilled)
                        .add(order.notes)
                        .add(order.version);
            } else if (order.isChanged()) {
                updated.row()
                        .add(order.id)
                        .addInstant(order.placed)
                        .add(warehouse)
                        .add(status)
                        .addUser(order.approvedBy)
                        .addInstant(order.approved)
                        .addInstant(order.fulfilled)
                        .add(order.notes)
                        .add(order.version);
            }
        }
        write(connection, updated, "update-orders", RetailSchema.ORDERS);
        write(connection, inserted, "insert-orders", RetailSchema.ORDERS);
    }

    private void writeStock(Connection connection, BusinessState state) throws SQLException {
        ColumnArrays inserted = new ColumnArrays();
        ColumnArrays updated = new ColumnArrays();
        long next = StockRow.NEW;
        for (StockRow position : state.stock().values()) {
            if (position.isNew) {
                next = next == StockRow.NEW ? next(connection, "inventory", "inventory_id", "last-position") : next + 1;
                inserted.row()
                        .add(next)
                        .add(position.store)
                        .add(position.product)
                        .add(position.quantity)
                        .add(position.reserved)
                        .addInstant(position.updated)
                        .add(position.version);
            } else if (position.isChanged()) {
                updated.row()
                        .add(position.id)
                        .add(position.quantity)
                        .add(position.reserved)
                        .addInstant(position.updated)
                        .add(position.version);
            }
        }
        write(connection, updated, "update-stock", "inventory");
        write(connection, inserted, "insert-stock", "inventory");
    }

    private void write(Connection connection, ColumnArrays rows, String statement, String table) throws SQLException {
        int kept = rows.write(connection, sql.get(statement));
        if (kept != rows.rows()) {
            throw swallowed(connection, table, "kept " + kept + " of " + rows.rows() + " rows");
        }
    }

    /**
     * That a table does not keep what is written into it, which takes the day with it.
     *
     * @param what it did, such as "kept 3 of 5 rows"
     */
    RefusedException swallowed(Connection connection, String table, String what) throws SQLException {
        List<String> triggers = Sql.strings(connection, sql.get("triggers"), schema.table(table));
        return new RefusedException("Table " + schema.table(table) + " " + what
                + " that the next day was to change, which a trigger or a rule prevents that this plugin did not make; that"
                + " day was rolled back, and " + kept.get() + "; "
                + (triggers.isEmpty()
                        ? "undo the changes to the definition of the table"
                        : "look at what acts on the rows, and disable or drop it: " + String.join(", ", triggers))
                + ".");
    }
}
