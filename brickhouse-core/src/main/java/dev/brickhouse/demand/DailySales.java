package dev.brickhouse.demand;

/**
 * How much the positions sell, one day after the other. For one thread.
 *
 * <p>Moving to the next day is fastest, but any day can be moved to at any time and has the same sales.
 */
public final class DailySales {

    private final NeedWalker walker;
    private final Assortment assortment;

    DailySales(NeedPlan plan) {
        walker = new NeedWalker(plan);
        assortment = plan.assortment;
    }

    /** @param day its number */
    public void moveTo(int day) {
        walker.moveTo(day);
    }

    /** How many whole cases the guests want on this day; what is left over counts on a later day. */
    public long cases(int position) {
        double usual = assortment.cases(position);
        return (long) Math.floor(usual * walker.atEndOfDay(position))
                - (long) Math.floor(usual * walker.atBeginningOfDay(position));
    }

    /** How many cases a day the guests want in this week. */
    public double casesADay(int position) {
        return assortment.cases(position) * walker.ordersADay(position);
    }
}
