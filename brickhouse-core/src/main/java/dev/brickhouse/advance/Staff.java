package dev.brickhouse.advance;

import java.util.Map;
import java.util.Set;

/**
 * Who works for whom, as it stands in the database.
 *
 * @param managers the user who orders for a shop, by {@code store_id}
 * @param requesters every one of them
 * @param approvers every regional manager
 * @param regional the regional manager of a shop's region, by {@code store_id}
 */
record Staff(
        Map<Integer, Integer> managers,
        Set<Integer> requesters,
        Set<Integer> approvers,
        Map<Integer, Integer> regional) {

    /** Who orders for a shop: whoever stands in for its manager by the model, if both are still there. */
    Integer requester(int byModel, int shop) {
        Integer own = managers.get(shop);
        return own != null && requesters.contains(byModel) ? Integer.valueOf(byModel) : own;
    }

    /** Who approves the orders of a shop: the one whose turn it is by the model, if that one is still there. */
    Integer approver(int byModel, int shop) {
        return approvers.contains(byModel) ? Integer.valueOf(byModel) : regional.get(shop);
    }
}
