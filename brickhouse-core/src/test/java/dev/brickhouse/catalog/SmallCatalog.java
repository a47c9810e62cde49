package dev.brickhouse.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A sound catalog of three products, a warehouse, three shops in two regions and their five users, to be broken by
 * tests.
 */
final class SmallCatalog {

    final List<Product> products = new ArrayList<>(List.of(
            product(1, "North Cola", "Cola", 0), product(2, "South Cola", "Cola", 1), product(3, "Still", "Water", 0)));
    final List<Store> stores = new ArrayList<>(List.of(
            store(1, "HQ000", "Southeast", StoreType.WAREHOUSE),
            store(2, "ATL001", "Southeast", StoreType.URBAN),
            store(3, "MIA001", "Southeast", StoreType.TOURIST),
            store(4, "LAX001", "West", StoreType.URBAN)));
    final List<User> users = new ArrayList<>(List.of(
            storeManager(1, "ada", 2, "Southeast"),
            storeManager(2, "ben", 3, "Southeast"),
            storeManager(3, "cleo", 4, "West"),
            regionalManager(4, "dora", "Southeast"),
            regionalManager(5, "emil", "West")));

    Catalog build() {
        return Catalog.of(products, stores, users);
    }

    static Product product(int id, String name, String category, int rank) {
        return new Product(id, name, "Brand", category, "12 oz can (24-pack)", new BigDecimal("9.99"), rank);
    }

    static Store store(int id, String code, String region, StoreType type) {
        return new Store(id, "Store " + code, code, "1 Main Street", "Atlanta", "GA", "30309", region, type);
    }

    static User storeManager(int id, String username, int storeId, String region) {
        return user(id, username, UserRole.STORE_MANAGER, OptionalInt.of(storeId), region);
    }

    static User regionalManager(int id, String username, String region) {
        return user(id, username, UserRole.REGIONAL_MANAGER, OptionalInt.empty(), region);
    }

    static User user(int id, String username, UserRole role, OptionalInt storeId, String region) {
        return new User(
                id,
                username,
                username + "@brickhouse.example",
                "First",
                "Last",
                role,
                storeId,
                Optional.ofNullable(region),
                null);
    }
}
