package dev.brickhouse.catalog;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The surroundings of a store, which shape what it sells and when. */
public enum StoreType {
    /** The headquarters that supplies the shops; it sells nothing itself. */
    WAREHOUSE("Warehouse"),
    /** A city centre with much foot traffic. */
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

    /**
     * Finds a type by its label.
     *
     * @param label a value of the column {@code store_type}, spelled as {@link #label()} gives it
     * @return the type
     * @throws IllegalArgumentException if no type has the label
     */
    public static StoreType fromLabel(String label) {
        return Arrays.stream(values())
                .filter(type -> type.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("store_type '" + label + "' is not one of "
                        + Arrays.stream(values()).map(StoreType::label).collect(Collectors.joining(", "))));
    }
}
