package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.demand.CatalogDates;
import dev.brickhouse.history.History;
import dev.brickhouse.history.StockModel;
import dev.brickhouse.load.RowSource;
import dev.brickhouse.load.Table;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToLongFunction;

/** The rows of a seed, table by table, for whatever writes them. Safe for use by several threads. */
public final class RetailRows {

    /** The tables, parents before children. */
    public static final List<Table> TABLES = RetailTables.IN_ORDER;

    public static final Table ORDERS = RetailTables.ORDERS;

    private final History history;
    private final Catalog catalog;
    private StockModel stock;

    private RetailRows(History history, Catalog catalog, StockModel stock) {
        this.history = history;
        this.catalog = catalog;
        this.stock = stock;
    }

    /** @param stock the closing stock of {@code history} */
    static RetailRows of(History history, Catalog catalog, StockModel stock) {
        return new RetailRows(history, catalog, Objects.requireNonNull(stock));
    }

    /** The closing stock, which takes a pass through the last weeks of orders, is made when it is first asked for. */
    public static RetailRows of(History history, Catalog catalog) {
        return new RetailRows(history, catalog, null);
    }

    private synchronized StockModel stock() {
        if (stock == null) {
            stock = StockModel.of(history, catalog);
        }
        return stock;
    }

    /** How many rows a table of {@link #TABLES} gets. */
    public long count(Table table) {
        if (table == ORDERS) {
            return history.size();
        }
        if (table == RetailTables.PRODUCTS.table()) {
            return catalog.products().size();
        }
        if (table == RetailTables.STORES.table()) {
            return catalog.stores().size();
        }
        return table == RetailTables.USERS.table() ? catalog.users().size() : stock().size();
    }

    /** What makes the rows of a table of {@link #TABLES}, for one thread; row n of {@code orders} has the id n + 1. */
    public RowSource source(Table table) {
        if (table == ORDERS) {
            return new OrderRows(history);
        }
        CatalogDates dates = history.catalogDates();
        if (table == RetailTables.PRODUCTS.table()) {
            return of(RetailTables.PRODUCTS, catalog.products(), dates::product);
        }
        if (table == RetailTables.STORES.table()) {
            return of(RetailTables.STORES, catalog.stores(), dates::store);
        }
        if (table == RetailTables.USERS.table()) {
            return of(RetailTables.USERS, catalog.users(), dates::user);
        }
        return RetailTables.INVENTORY.source(stock()::position, row -> 0);
    }

    private static <T> RowSource of(SmallTable<T> table, List<T> rows, IntToLongFunction createdAt) {
        return table.source(row -> rows.get((int) row), row -> createdAt.applyAsLong((int) row));
    }
}
