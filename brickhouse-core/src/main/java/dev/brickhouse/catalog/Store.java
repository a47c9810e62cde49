package dev.brickhouse.catalog;

import java.util.regex.Pattern;

/**
 * A place that holds stock: the warehouse or one of the shops.
 *
 * @param storeId primary key, from 1
 * @param name what people call it; unique in a catalog
 * @param code what systems call it, such as {@code ATL001}; unique in a catalog
 * @param address number and street
 * @param city the city, unabbreviated
 * @param state the two capital letters of the US state
 * @param zipCode five digits, or nine as {@code 12345-6789}
 * @param region the sales region, which one regional manager answers for
 * @param type its surroundings
 */
public record Store(
        int storeId,
        String name,
        String code,
        String address,
        String city,
        String state,
        String zipCode,
        String region,
        StoreType type) {

    private static final Pattern STATE = Pattern.compile("[A-Z]{2}");
    private static final Pattern ZIP_CODE = Pattern.compile("\\d{5}(-\\d{4})?");

    /** @throws IllegalArgumentException if a value is missing or does not fit its column, naming the column */
    public Store {
        ColumnChecks.id("store_id", storeId);
        ColumnChecks.text("store_name", name, 255);
        ColumnChecks.text("store_code", code, 20);
        ColumnChecks.text("address", address, Integer.MAX_VALUE);
        ColumnChecks.text("city", city, 100);
        ColumnChecks.text("state", state, 2);
        ColumnChecks.text("zip_code", zipCode, 10);
        ColumnChecks.text("region", region, 50);
        if (!STATE.matcher(state).matches()) {
            throw new IllegalArgumentException("state '" + state + "' is not two capital letters");
        }
        if (!ZIP_CODE.matcher(zipCode).matches()) {
            throw new IllegalArgumentException("zip_code '" + zipCode + "' is not five or nine digits");
        }
        if (type == null) {
            throw new IllegalArgumentException("store_type is missing");
        }
    }

    /** Whether this is the warehouse rather than a shop. */
    boolean isWarehouse() {
        return type == StoreType.WAREHOUSE;
    }
}
