package dev.brickhouse.advance;

import java.util.Map;
import java.util.Set;

/**
 * Who works for whom, as it stands in the database.
 *
 * @param managers the user who orders for a shop, by {@code store_id}
 * @param approvers every regional manager
 * @param regional the regional manager of a shop's region, by {@code store_id}
 */
record Staff(Map<Integer, Integer> managers, Set<Integer> approvers, Map<Integer, Integer> regional) {

    /** Who approves the orders of a shop: the one whose turn it is by the model, if that one is still there. */
    Integer approver(int byModel, int shop) {
        return approvers.contains(byModel) ? Integer.valueOf(byModel) : regional.get(shop);
    }
}
