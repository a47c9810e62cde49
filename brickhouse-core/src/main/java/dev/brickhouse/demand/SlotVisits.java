package dev.brickhouse.demand;

/** The visits of one slot's day after the other; only those with lines in the slot have times. For one thread. */
public final class SlotVisits {

    private final NeedPlan plan;
    private final NeedWalker walker;
    private final long[] start;
    private final long[] duration;
    private final long[] work;
    private int day;

    SlotVisits(NeedPlan plan, NeedWalker walker) {
        this.plan = plan;
        this.walker = walker;
        start = new long[plan.assortment.shops()];
        duration = new long[start.length];
        work = new long[start.length];
    }

    /** @param day the one that the walker has come to */
    void begin(int day) {
        this.day = day;
    }

    void put(int visit, VisitWindow window) {
        start[visit] = window.visitBegin();
        duration[visit] = window.timeline().duration();
        work[visit] = window.timeline().work();
    }

    /** How many visits the day has, each of which may have lines in the slot. */
    public int count() {
        return walker.visits();
    }

    /** The shop of a visit. */
    public int shop(int visit) {
        return walker.shop(visit);
    }

    /** The base of all draws for a visit. */
    public long base(int visit) {
        return plan.visits.base(walker.shop(visit), day);
    }

    /** When a visit begins, in microseconds since the beginning of the day. */
    public long start(int visit) {
        return start[visit];
    }

    /** When a visit ends, in microseconds since the beginning of the day. */
    public long end(int visit) {
        return start[visit] + duration[visit];
    }

    /** How much of a visit is work and no interruption, in microseconds. */
    public long work(int visit) {
        return work[visit];
    }
}
