package dev.brickhouse.demand;

/**
 * What part of the visits of a day falls between two times of that day: the need of a position passes from that of the
 * visit before to that of this one at an even pace while the visit lasts. For one thread.
 */
final class VisitWindow {

    private final NeedPlan plan;
    private final NeedWalker walker;
    private double fromPart;
    private double toPart;
    private long visitBegin;
    private long visitDuration;
    private long begin;
    private long end;

    VisitWindow(NeedPlan plan, NeedWalker walker) {
        this.plan = plan;
        this.walker = walker;
    }

    /**
     * Looks at one visit of the walker's day.
     *
     * @param from from when on, in microseconds since the beginning of the day
     * @param to until when
     * @return whether a part of the visit is in between
     */
    boolean look(int visit, long from, long to) {
        visitBegin = plan.visits.begin(walker.shop(visit), walker.day());
        visitDuration = VisitCalendar.duration(walker.lines(visit));
        begin = Math.max(from, visitBegin);
        end = Math.min(to, visitBegin + visitDuration);
        if (begin >= end) {
            return false;
        }
        double all = visitDuration;
        fromPart = (begin - visitBegin) / all;
        toPart = (end - visitBegin) / all;
        return true;
    }

    /** When the visit begins, in microseconds since the beginning of the day. */
    long visitBegin() {
        return visitBegin;
    }

    /** How long the whole visit lasts, in microseconds. */
    long visitDuration() {
        return visitDuration;
    }

    /** When the part of the visit begins, in microseconds since the beginning of the day. */
    long begin() {
        return begin;
    }

    long end() {
        return end;
    }

    /** How much of the visit is over at the end of the part. */
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
        // exactly the one or the other at the ends, which neighbouring parts share
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
