package dev.brickhouse.schema;

import java.util.List;

/** Version 1.1, of the layout {@link Layout#PARTITIONED}: the table of the orders, partitioned. */
final class PartitioningMigration extends LayoutMigration {

    PartitioningMigration() {
        super("1.1", "partitioned orders", "partitioned-orders.sql", List.of(RetailSchema.ORDERS), "into partitions");
    }
}
