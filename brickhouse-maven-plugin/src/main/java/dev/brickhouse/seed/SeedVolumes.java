package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.history.HistorySettings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many rows each table gets.
 *
 * @param products rows of {@code products}
 * @param stores rows of {@code stores}
 * @param users rows of {@code users}
 * @param inventory rows of {@code inventory}: every product at every store
 * @param orders rows of {@code orders}
 */
public record SeedVolumes(long products, long stores, long users, long inventory, long orders) {

    static SeedVolumes of(HistorySettings history, Catalog catalog) {
        long products = catalog.products().size();
        long stores = catalog.stores().size();
        return new SeedVolumes(
                products,
                stores,
                catalog.users().size(),
                products * stores,
                history.counts().total());
    }

    Map<String, Long> smallTables() {
        Map<String, Long> rows = new LinkedHashMap<>();
        rows.put(RetailTables.PRODUCTS.name(), products);
        rows.put(RetailTables.STORES.name(), stores);
        rows.put(RetailTables.USERS.name(), users);
        rows.put(RetailTables.INVENTORY.name(), inventory);
        return rows;
    }

    /** Rows by table name, parents before children. */
    public Map<String, Long> byTable() {
        Map<String, Long> rows = smallTables();
        rows.put(RetailTables.ORDERS.name(), orders);
        return rows;
    }
}
