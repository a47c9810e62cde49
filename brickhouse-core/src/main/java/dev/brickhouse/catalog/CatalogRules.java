package dev.brickhouse.catalog;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * The rules that products, stores and users obey together, so that every order has users who request and approve it.
 */
final class CatalogRules {

    private final List<Product> products;
    private final List<Store> stores;
    private final List<User> users;

    CatalogRules(List<Product> products, List<Store> stores, List<User> users) {
        this.products = products;
        this.stores = stores;
        this.users = users;
    }

    /** @throws IllegalArgumentException if a rule is broken, naming what breaks it */
    void check() {
        consecutiveIds("product", products, Product::productId);
        consecutiveIds("store", stores, Store::storeId);
        consecutiveIds("user", users, User::userId);
        unique("product_name", products, Product::name);
        unique("store_name", stores, Store::name);
        unique("store_code", stores, Store::code);
        unique("username", users, User::username);
        unique("email", users, User::email);
        somethingToSell();
        ranksFollowTheOrder();
        oneWarehouseAndItsShops();
        storeManagersRunShops();
        everyShopHasOneManager();
        everyRegionHasOneManager();
    }

    private static <T> void consecutiveIds(String what, List<T> rows, ToIntFunction<T> id) {
        for (int place = 1; place <= rows.size(); place++) {
            int found = id.applyAsInt(rows.get(place - 1));
            if (found != place) {
                throw fault(what + " number " + place + " has the id " + found + "; ids run from 1 without a gap");
            }
        }
    }

    private static <T> void unique(String column, List<T> rows, Function<T, String> value) {
        Map<String, Integer> places = new HashMap<>();
        for (int place = 1; place <= rows.size(); place++) {
            String text = value.apply(rows.get(place - 1));
            Integer before = places.putIfAbsent(text, place);
            if (before != null) {
                throw fault(column + " '" + text + "' is in rows " + before + " and " + place);
            }
        }
    }

    private void somethingToSell() {
        if (products.isEmpty()) {
            throw fault("there are no products");
        }
    }

    private void ranksFollowTheOrder() {
        Map<String, Integer> next = new HashMap<>();
        for (Product product : products) {
            int expected = next.merge(product.category(), 1, Integer::sum) - 1;
            if (product.popularityRank() != expected) {
                throw fault("product '" + product.name() + "' has the popularity rank " + product.popularityRank()
                        + " where " + expected + " comes next in category '" + product.category() + "'");
            }
        }
    }

    private void oneWarehouseAndItsShops() {
        List<String> warehouses =
                stores.stream().filter(Store::isWarehouse).map(Store::code).toList();
        if (warehouses.size() != 1) {
            throw fault("there must be exactly one warehouse, but there are " + warehouses.size() + ": " + warehouses);
        }
        if (stores.size() == 1) {
            throw fault("there are no shops");
        }
    }

    private void storeManagersRunShops() {
        for (User user : users) {
            user.storeId().ifPresent(storeId -> runsAShop(user, storeId));
        }
    }

    private void runsAShop(User user, int storeId) {
        if (storeId < 1 || storeId > stores.size()) {
            throw fault("user '" + user.username() + "' manages store " + storeId + ", which does not exist");
        }
        Store store = stores.get(storeId - 1);
        if (store.isWarehouse()) {
            throw fault(
                    "user '" + user.username() + "' manages " + store.code() + ", which is the warehouse, not a shop");
        }
        if (!user.region().equals(Optional.of(store.region()))) {
            throw fault("user '" + user.username() + "' is of region '"
                    + user.region().orElse("") + "' but manages " + store.code() + " in region '" + store.region()
                    + "'");
        }
    }

    private void everyShopHasOneManager() {
        Map<Integer, Long> managers = users.stream()
                .filter(user -> user.role() == UserRole.STORE_MANAGER)
                .collect(Collectors.groupingBy(user -> user.storeId().orElseThrow(), Collectors.counting()));
        for (Store store : stores) {
            long count = managers.getOrDefault(store.storeId(), 0L);
            if (!store.isWarehouse() && count != 1) {
                throw fault("shop " + store.code() + " must have exactly one store manager, but has " + count);
            }
        }
    }

    private void everyRegionHasOneManager() {
        Set<String> regions = stores.stream()
                .filter(store -> !store.isWarehouse())
                .map(Store::region)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, Long> managers = users.stream()
                .filter(user -> user.role() == UserRole.REGIONAL_MANAGER)
                .collect(Collectors.groupingBy(user -> user.region().orElseThrow(), Collectors.counting()));
        for (String region : regions) {
            long count = managers.getOrDefault(region, 0L);
            if (count != 1) {
                throw fault("region '" + region + "' must have exactly one regional manager, but has " + count);
            }
        }
        for (String region : managers.keySet()) {
            if (!regions.contains(region)) {
                throw fault("region '" + region + "' has a regional manager but no shop");
            }
        }
    }

    private static IllegalArgumentException fault(String sentence) {
        return new IllegalArgumentException(sentence);
    }
}
