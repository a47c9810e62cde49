package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.catalog.Product;
import dev.brickhouse.catalog.Store;
import dev.brickhouse.catalog.User;
import dev.brickhouse.load.RowSource;
import dev.brickhouse.stock.StockModel;
import dev.brickhouse.stock.StockPosition;

/** The catalog and the closing stock as rows of the small tables. */
final class CatalogRows {

    private static final int FIRST_VERSION = 1;

    private CatalogRows() {}

    static RowSource products(Catalog catalog, long createdAt) {
        return (row, out) -> {
            Product product = catalog.products().get((int) row);
            out.startRow();
            out.integer(product.productId());
            out.text(product.name());
            out.text(product.brand());
            out.text(product.category());
            out.text(product.packageSize());
            out.numeric(product.unitPrice());
            out.timestamp(createdAt);
        };
    }

    static RowSource stores(Catalog catalog, long createdAt) {
        return (row, out) -> {
            Store store = catalog.stores().get((int) row);
            out.startRow();
            out.integer(store.storeId());
            out.text(store.name());
            out.text(store.code());
            out.text(store.address());
            out.text(store.city());
            out.text(store.state());
            out.text(store.zipCode());
            out.text(store.region());
            out.text(store.type().label());
            out.timestamp(createdAt);
        };
    }

    static RowSource users(Catalog catalog, long createdAt) {
        return (row, out) -> {
            User user = catalog.users().get((int) row);
            out.startRow();
            out.integer(user.userId());
            out.text(user.username());
            out.text(user.email());
            out.text(user.firstName());
            out.text(user.lastName());
            out.text(user.role().label());
            if (user.storeId().isPresent()) {
                out.integer(user.storeId().getAsInt());
            } else {
                out.nullValue();
            }
            if (user.region().isPresent()) {
                out.text(user.region().get());
            } else {
                out.nullValue();
            }
            if (user.avatarUrl() == null) {
                out.nullValue();
            } else {
                out.text(user.avatarUrl());
            }
            out.timestamp(createdAt);
        };
    }

    static RowSource inventory(StockModel stock) {
        return (row, out) -> {
            StockPosition position = stock.position(row);
            out.startRow();
            out.integer((int) row + 1);
            out.integer(position.productId());
            out.integer(position.storeId());
            out.integer(position.quantityCases());
            out.integer(position.reservedCases());
            out.timestamp(position.updatedAt());
            out.integer(FIRST_VERSION);
        };
    }
}
