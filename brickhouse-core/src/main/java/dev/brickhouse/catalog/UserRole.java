package dev.brickhouse.catalog;

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

    /** @throws IllegalArgumentException if no role has this {@link #label()} */
    public static UserRole fromLabel(String label) {
        return ColumnChecks.choice("role", values(), UserRole::label, label);
    }
}
