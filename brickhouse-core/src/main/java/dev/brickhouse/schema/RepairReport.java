package dev.brickhouse.schema;

import dev.brickhouse.problem.RefusedException;
import java.util.List;

/**
 * What a repair came to.
 *
 * @param repaired what was repaired, such as <code>index "idx_orders_status" of table "orders"</code>
 * @param unrepaired a sentence for each thing that could not be repaired, with the reason and the remedy
 */
public record RepairReport(List<String> repaired, List<String> unrepaired) {

    static final RepairReport NONE = new RepairReport(List.of(), List.of());

    public RepairReport {
        repaired = List.copyOf(repaired);
        unrepaired = List.copyOf(unrepaired);
    }

    /** @throws RefusedException if something could not be repaired */
    public void requireAll() {
        if (!unrepaired.isEmpty()) {
            throw new RefusedException(String.join(" ", unrepaired));
        }
    }
}
