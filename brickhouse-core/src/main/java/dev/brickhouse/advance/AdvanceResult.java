package dev.brickhouse.advance;

import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.report.GoalResult;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a business that was carried on.
 *
 * @param from the day at whose first instant it ended before
 * @param to the day at whose first instant it ends now
 * @param done what happened in between, as far as this run did it
 * @param time how long it took
 */
public record AdvanceResult(LocalDate from, LocalDate to, DayCounts done, Duration time) implements GoalResult {

    /** How many days this run did; another one may have done some at the same time. */
    public int days() {
        return done.days();
    }

    @Override
    public List<String> lines() {
        if (from.equals(to)) {
            return List.of("The business already goes up to " + to + "; nothing was changed");
        }
        return List.of(
                "Carried the business on from " + from + " to " + to + " in " + NumberFormats.seconds(time) + " s: "
                        + NumberFormats.count(done.placed(), "order") + " placed, "
                        + NumberFormats.count(done.approved()) + " approved, "
                        + NumberFormats.count(done.fulfilled()) + " delivered, "
                        + NumberFormats.count(done.cancelled()) + " cancelled",
                "The shops sold " + NumberFormats.count(done.sold(), "case") + ", the warehouse received "
                        + NumberFormats.count(done.received()));
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> orders = new LinkedHashMap<>();
        orders.put("placed", done.placed());
        orders.put("approved", done.approved());
        orders.put("fulfilled", done.fulfilled());
        orders.put("cancelled", done.cancelled());
        Map<String, Object> cases = new LinkedHashMap<>();
        cases.put("sold", done.sold());
        cases.put("received", done.received());
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("from", from.toString());
        facts.put("to", to.toString());
        facts.put("days", done.days());
        facts.put("orders", orders);
        facts.put("cases", cases);
        return facts;
    }
}
