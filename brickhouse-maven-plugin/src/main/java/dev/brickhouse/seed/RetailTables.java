package dev.brickhouse.seed;

import static dev.brickhouse.load.ColumnType.INTEGER;
import static dev.brickhouse.load.ColumnType.NUMERIC;
import static dev.brickhouse.load.ColumnType.TEXT;
import static dev.brickhouse.load.ColumnType.TIMESTAMP;

import dev.brickhouse.load.Column;
import dev.brickhouse.load.Table;
import java.util.List;

/** The five tables as the engine writes them, every column explicitly, so that no default can differ between runs. */
final class RetailTables {

    static final Table PRODUCTS = new Table(
            "products",
            List.of(
                    new Column("product_id", INTEGER),
                    new Column("product_name", TEXT),
                    new Column("brand", TEXT),
                    new Column("category", TEXT),
                    new Column("package_size", TEXT),
                    new Column("unit_price", NUMERIC),
                    new Column("created_at", TIMESTAMP)));

    static final Table STORES = new Table(
            "stores",
            List.of(
                    new Column("store_id", INTEGER),
                    new Column("store_name", TEXT),
                    new Column("store_code", TEXT),
                    new Column("address", TEXT),
                    new Column("city", TEXT),
                    new Column("state", TEXT),
                    new Column("zip_code", TEXT),
                    new Column("region", TEXT),
                    new Column("store_type", TEXT),
                    new Column("created_at", TIMESTAMP)));

    static final Table USERS = new Table(
            "users",
            List.of(
                    new Column("user_id", INTEGER),
                    new Column("username", TEXT),
                    new Column("email", TEXT),
                    new Column("first_name", TEXT),
                    new Column("last_name", TEXT),
                    new Column("role", TEXT),
                    new Column("store_id", INTEGER),
                    new Column("region", TEXT),
                    new Column("avatar_url", TEXT),
                    new Column("created_at", TIMESTAMP)));

    static final Table INVENTORY = new Table(
            "inventory",
            List.of(
                    new Column("inventory_id", INTEGER),
                    new Column("product_id", INTEGER),
                    new Column("store_id", INTEGER),
                    new Column("quantity_cases", INTEGER),
                    new Column("reserved_cases", INTEGER),
                    new Column("last_updated", TIMESTAMP),
                    new Column("version", INTEGER)));

    static final Table ORDERS = new Table(
            "orders",
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
    static final List<Table> IN_ORDER = List.of(PRODUCTS, STORES, USERS, INVENTORY, ORDERS);

    private RetailTables() {}
}
