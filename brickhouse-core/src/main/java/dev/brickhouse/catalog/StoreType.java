package dev.brickhouse.catalog;

/** The surroundings of a store, which shape what it sells and when. */
public enum StoreType {
    /** The headquarters that supplies the shops; it sells nothing itself. */
    WAREHOUSE("Warehouse"),
    /** A city center with much foot traffic. */
    URBAN("Urban"),
    /** A destination that fills in the holidays. */
    TOURIST("Tourist"),
    /** A business district that sleeps at weekends. */
    BUSINESS("Business"),
    /** A residential area. */
    SUBURBAN("Suburban"),
    /** A shopping center. */
    SHOPPING("Shopping"),
    /** An entertainment district, busiest when others rest. */
    ENTERTAINMENT("Entertainment");

    private final String label;

    StoreType(String label) {
        this.label = label;
    }

    /** The value of the column {@code store_type}, such as {@code Warehouse}. */
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException if no type has this {@link #label()} */
    public static StoreType fromLabel(String label) {
        return ColumnChecks.choice("store_type", values(), StoreType::label, label);
    }
}
