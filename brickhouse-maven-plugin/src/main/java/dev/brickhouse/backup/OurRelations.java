package dev.brickhouse.backup;

import java.util.List;

/** What the migrations make. */
final class OurRelations {

    static final String HISTORY = "brickhouse_schema_history";

    /** Parents before children. */
    static final List<String> TABLES = List.of(
            "products",
            "stores",
            "users",
            "inventory",
            "orders",
            HISTORY,
            "brickhouse_seed",
            "brickhouse_chunk",
            "brickhouse_suspended");

    static final List<String> VIEWS = List.of("inventory_summary", "order_trends", "low_stock_alerts");

    private OurRelations() {}

    /**
     * Whether a backup holds the rows of a table. The migrations that ran go with the definitions, not with the rows.
     */
    static boolean hasRows(Content content, String table) {
        return switch (content) {
            case FULL -> true;
            case SCHEMA -> table.equals(HISTORY);
            case DATA -> !table.equals(HISTORY);
        };
    }
}
