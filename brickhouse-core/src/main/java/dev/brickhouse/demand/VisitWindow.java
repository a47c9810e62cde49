package dev.brickhouse.demand;

/**
 * What part of the visits of a day falls between two times of that day: the need of a position passes from that of the
 * visit before to that of this one at an even pace with the work of the visit. For one thread.
 */
final class VisitWindow {

    private final NeedPlan plan;
    private final NeedWalker walker;
    private final VisitTimeline timeline;
    private double fromPart;
    private double toPart;
    private long visitBegin;
    private long from;
    private long to;

    VisitWindow(NeedPlan plan, NeedWalker walker) {
        this.plan = plan;
        this.walker = walker;
        timeline = new VisitTimeline(plan.visits);
    }

    /**
     * Looks at one visit of the walker's day.
     *
     * @param from from when on, in microseconds since the beginning of the day
     * @param to until when
     * @return whether a part of the visit is in between
     */
    boolean look(int visit, long from, long to) {
        int shop = walker.shop(visit);
        visitBegin = plan.visits.begin(shop, walker.day());
        timeline.follow(shop, walker.day(), visitBegin, walker.lines(visit));
        long begin = Math.max(0, from - visitBegin);
        long end = Math.min(to - visitBegin, timeline.duration());
        if (begin >= end) {
            return false;
        }
        this.from = timeline.worked(begin);
        this.to = timeline.worked(end);
        double all = timeline.work();
        fromPart = this.from / all;
        toPart = this.to / all;
        return this.from < this.to;
    }

    /** When the visit begins, in microseconds since the beginning of the day. */
    long visitBegin() {
        return visitBegin;
    }

    /** How the visit passes. */
    VisitTimeline timeline() {
        return timeline;
    }

    /** When the part of the visit begins, in microseconds of its work. */
    long from() {
        return from;
    }

    /** When the part of the visit ends, in microseconds of its work. */
    long to() {
        return to;
    }

    /** How much of the visit's work is done at the end of the part. */
    double toPart() {
        return toPart;
    }

    /** The need of a position at the beginning of the part, in orders. */
    double need(int position) {
        return between(position, fromPart);
    }

    /** The need of a position at the end of the part, in orders. */
    double needAtEnd(int position) {
        return between(position, toPart);
    }

    /** The need of a position after a part of the visit, in orders. */
    double between(int position, double part) {
        double before = walker.before(position);
        double now = walker.now(position);
        // exactly the one or the other at the ends, which neighboring parts share
        return part == 1 ? now : before + (now - before) * part;
    }

    /** How many orders the visits of the walker's day have between two times of the day. */
    long orders(long from, long to) {
        long orders = 0;
        for (int visit = 0; visit < walker.visits(); visit++) {
            if (look(visit, from, to)) {
                int shop = walker.shop(visit);
                for (int p = plan.assortment.first(shop); p < plan.assortment.first(shop + 1); p++) {
                    orders += plan.reorderPoints.dueUpTo(p, needAtEnd(p)) - plan.reorderPoints.dueUpTo(p, need(p));
                }
            }
        }
        return orders;
    }
}
