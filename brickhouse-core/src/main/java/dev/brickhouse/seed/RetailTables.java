package dev.brickhouse.seed;

import static dev.brickhouse.load.ColumnType.INTEGER;
import static dev.brickhouse.load.ColumnType.TEXT;
import static dev.brickhouse.load.ColumnType.TIMESTAMP;
import static dev.brickhouse.seed.SmallTable.createdAt;
import static dev.brickhouse.seed.SmallTable.integer;
import static dev.brickhouse.seed.SmallTable.numeric;
import static dev.brickhouse.seed.SmallTable.optionalInteger;
import static dev.brickhouse.seed.SmallTable.text;
import static dev.brickhouse.seed.SmallTable.timestamp;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.catalog.Product;
import dev.brickhouse.catalog.Store;
import dev.brickhouse.catalog.User;
import dev.brickhouse.history.StockPosition;
import dev.brickhouse.load.Column;
import dev.brickhouse.load.Table;
import dev.brickhouse.schema.RetailSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The five tables as the engine writes them, every column explicitly, so that no default can differ between runs. */
final class RetailTables {

    static final SmallTable<Product> PRODUCTS = SmallTable.of(
            "products",
            List.of(
                    integer("product_id", Product::productId),
                    text("product_name", Product::name),
                    text("brand", Product::brand),
                    text("category", Product::category),
                    text("package_size", Product::packageSize),
                    numeric("unit_price", Product::unitPrice),
                    createdAt()));

    static final SmallTable<Store> STORES = SmallTable.of(
            "stores",
            List.of(
                    integer("store_id", Store::storeId),
                    text("store_name", Store::name),
                    text("store_code", Store::code),
                    text("address", Store::address),
                    text("city", Store::city),
                    text("state", Store::state),
                    text("zip_code", Store::zipCode),
                    text("region", Store::region),
                    text("store_type", store -> store.type().label()),
                    createdAt()));

    static final SmallTable<User> USERS = SmallTable.of(
            "users",
            List.of(
                    integer("user_id", User::userId),
                    text("username", User::username),
                    text("email", User::email),
                    text("first_name", User::firstName),
                    text("last_name", User::lastName),
                    text("role", user -> user.role().label()),
                    optionalInteger("store_id", User::storeId),
                    text("region", user -> user.region().orElse(null)),
                    text("avatar_url", User::avatarUrl),
                    createdAt()));

    static final SmallTable<StockPosition> INVENTORY = SmallTable.of(
            "inventory",
            List.of(
                    integer("inventory_id", StockPosition::inventoryId),
                    integer("product_id", StockPosition::productId),
                    integer("store_id", StockPosition::storeId),
                    integer("quantity_cases", StockPosition::quantityCases),
                    integer("reserved_cases", StockPosition::reservedCases),
                    timestamp("last_updated", StockPosition::updatedAt),
                    integer("version", StockPosition::version)));

    /** {@link OrderRows} fills it, without the calls for each column that would slow millions of rows down. */
    static final Table ORDERS = new Table(
            RetailSchema.ORDERS,
            List.of(
                    new Column("order_id", INTEGER),
                    new Column("order_number", TEXT),
                    new Column("from_store_id", INTEGER),
                    new Column("to_store_id", INTEGER),
                    new Column("product_id", INTEGER),
                    new Column("quantity_cases", INTEGER),
                    new Column("order_status", TEXT),
                    new Column("requested_by", INTEGER),
                    new Column("approved_by", INTEGER),
                    new Column("order_date", TIMESTAMP),
                    new Column("approved_date", TIMESTAMP),
                    new Column("fulfilled_date", TIMESTAMP),
                    new Column("notes", TEXT),
                    new Column("version", INTEGER)));

    /** Parents before children. */
    static final List<Table> IN_ORDER =
            List.of(PRODUCTS.table(), STORES.table(), USERS.table(), INVENTORY.table(), ORDERS);

    private RetailTables() {}

    /** How many rows each table gets, parents before children; the ids are the numbers from 1 to that. */
    static Map<Table, Long> rows(Catalog catalog, long inventory, long orders) {
        Map<Table, Long> rows = new LinkedHashMap<>();
        rows.put(PRODUCTS.table(), (long) catalog.products().size());
        rows.put(STORES.table(), (long) catalog.stores().size());
        rows.put(USERS.table(), (long) catalog.users().size());
        rows.put(INVENTORY.table(), inventory);
        rows.put(ORDERS, orders);
        return rows;
    }
}
