package dev.brickhouse.catalog;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a user is allowed to do with an order. */
public enum UserRole {
    /** Orders for one shop. */
    STORE_MANAGER("store_manager"),
    /** Approves or cancels the orders of one region's shops. */
    REGIONAL_MANAGER("regional_manager");

    private final String label;

    UserRole(String label) {
        this.label = label;
    }

    /** The value of the column {@code role}, such as {@code store_manager}. */
    public String label() {
        return label;
    }

    /**
     * Finds a role by its label.
     *
     * @param label a value of the column {@code role}, spelled as {@link #label()} gives it
     * @return the role
     * @throws IllegalArgumentException if no role has the label
     */
    public static UserRole fromLabel(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("role '" + label + "' is not one of "
                        + Arrays.stream(values()).map(UserRole::label).collect(Collectors.joining(", "))));
    }
}
