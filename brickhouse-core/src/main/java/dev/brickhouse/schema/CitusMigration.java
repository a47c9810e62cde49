package dev.brickhouse.schema;

/** Version 1.2, of the layout {@link Layout#CITUS}: all tables, distributed. */
final class CitusMigration extends LayoutMigration {

    CitusMigration() {
        super("1.2", "distributed tables", "citus-tables.sql", RetailSchema.TABLES, "to other nodes");
    }
}
