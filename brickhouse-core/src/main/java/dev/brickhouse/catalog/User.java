package dev.brickhouse.catalog;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A person who requests or approves orders.
 *
 * @param userId primary key, from 1
 * @param username the login; unique in a catalog
 * @param email the mail address; unique in a catalog
 * @param firstName the given name
 * @param lastName the family name
 * @param role what the user does
 * @param storeId the shop that a store manager runs; empty for a regional manager
 * @param region the region that a regional manager answers for, or of a store manager's shop
 * @param avatarUrl the address of the user's picture, a URL of at most 500 characters, or null
 */
public record User(
        int userId,
        String username,
        String email,
        String firstName,
        String lastName,
        UserRole role,
        OptionalInt storeId,
        Optional<String> region,
        String avatarUrl) {

    /**
     * Checks that the user fits its columns and has what its role needs.
     *
     * @throws IllegalArgumentException if a value is missing, superfluous or does not fit, naming the column
     */
    public User {
        ColumnChecks.id("user_id", userId);
        ColumnChecks.text("username", username, 100);
        ColumnChecks.text("email", email, 255);
        ColumnChecks.text("first_name", firstName, 100);
        ColumnChecks.text("last_name", lastName, 100);
        if (role == null) {
            throw new IllegalArgumentException("role is missing");
        }
        if (role == UserRole.STORE_MANAGER && storeId.isEmpty()) {
            throw new IllegalArgumentException("store manager '" + username + "' has no store_id");
        }
        if (role == UserRole.REGIONAL_MANAGER && storeId.isPresent()) {
            throw new IllegalArgumentException("regional manager '" + username + "' has a store_id");
        }
        ColumnChecks.text("region", region.orElse(null), 50);
        if (avatarUrl != null) {
            ColumnChecks.text("avatar_url", avatarUrl, 500);
        }
    }
}
