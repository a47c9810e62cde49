package dev.brickhouse.demand;

import dev.brickhouse.calendar.Days;

/** What each position has ordered over the whole history, and what it needs at the end. For one thread. */
public final class ClosingDemand {

    private final ReorderPoints reorderPoints;
    private final NeedWalker atEnd;
    private final NeedWalker atStart;

    ClosingDemand(NeedPlan needs) {
        reorderPoints = needs.reorderPoints;
        atEnd = new NeedWalker(needs);
        atEnd.moveTo(needs.days.count() - 1);
        atStart = new NeedWalker(needs);
        atStart.moveTo(Days.LEAD_IN - 1);
    }

    /** How many orders a position has. */
    public long orders(int position) {
        return reorderPoints.dueUpTo(position, atEnd.now(position))
                - reorderPoints.dueUpTo(position, atStart.now(position));
    }

    /** How fast the need of a position grows in the last week, in usual orders a day. */
    public double ordersADay(int position) {
        return atEnd.ordersADay(position);
    }

    /** How much the need of a position has grown since its last order was due, in usual orders. */
    public double sinceLastOrder(int position) {
        long k = reorderPoints.lastUpTo(position, atEnd.now(position));
        while (reorderPoints.due(position, k) > atEnd.now(position)) {
            k--;
        }
        return atEnd.atEndOfDay(position) - reorderPoints.due(position, k);
    }
}
