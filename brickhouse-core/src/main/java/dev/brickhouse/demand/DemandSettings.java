package dev.brickhouse.demand;

import java.time.LocalDate;

/**
 * What demand depends on besides the catalog.
 *
 * @param seed the random seed
 * @param end the day at whose first instant the history ends
 * @param months how far it reaches back from there, in months
 * @param growthRate by which fraction demand grows a month (0.01 is 1 %)
 * @param seasonality strength of all seasons; 1 is the model's own
 * @param popularityExponent exponent of the Zipf law by which products of a category sell
 * @param orders how many orders there are
 */
public record DemandSettings(
        long seed,
        LocalDate end,
        int months,
        double growthRate,
        double seasonality,
        double popularityExponent,
        long orders) {

    /** The first day of the history. */
    public LocalDate start() {
        return end.minusMonths(months);
    }
}
