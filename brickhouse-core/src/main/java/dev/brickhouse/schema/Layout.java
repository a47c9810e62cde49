package dev.brickhouse.schema;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.parameter.ParameterReader;

/** How the table of the orders is stored. The rows are the same in every layout. */
public enum Layout {
    /** One table. */
    PLAIN,
    /** One partition for each month of the order date, and one for all other dates. */
    PARTITIONED,
    /**
     * Shards by product, next to those of the inventory, on the workers of a Citus cluster; products, stores and users
     * are copied to each of them.
     */
    CITUS;

    public static final ParameterReader<Layout> SETTING = ParameterReader.option(PropertyNames.LAYOUT, Layout.class);

    /** How users write it. */
    public String label() {
        return ParameterReader.label(this);
    }
}
