package dev.brickhouse.demand;

import java.util.Arrays;

/** The order lines of one slot after the other, sorted by time. For one thread; reuses its memory. */
public final class SlotLines {

    /** A slot has far fewer lines than this. */
    private static final int INDEX_BITS = 26;

    private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;

    private static final int EXPECTED_LINES = 1_024;

    private final NeedPlan plan;
    private final SlotPlan slots;
    private final NeedWalker walker;
    private final VisitWindow window;
    private final SlotVisits visits;
    private final SortedRuns runs = new SortedRuns();

    /**
     * The next order of each position that is due after the last visit: which one, the base of its draws, and the need
     * at which it is due; 0 if not known.
     */
    private final long[] next;

    private final long[] nextBase;
    private final double[] nextDue;

    /** The need at which the order before it was due. */
    private final double[] lastDue;

    /** The positions of which something is due at a visit, in the order of the shelves. */
    private int[] due = new int[0];

    /** Each line's time and index, which sort together. */
    private long[] sorted = new long[EXPECTED_LINES];

    private long[] base = new long[EXPECTED_LINES];
    private int[] position = new int[EXPECTED_LINES];
    private int[] visit = new int[EXPECTED_LINES];
    /** When each line comes in the work of its visit: in its usual times for a line first, then in microseconds. */
    private long[] worked = new long[EXPECTED_LINES];

    private double[] reached = new double[EXPECTED_LINES];
    /** How much the need grew since the order before of the same position was due, in usual orders. */
    private double[] interval = new double[EXPECTED_LINES];

    private int count;
    private int day;
    private long nextOrder;

    SlotLines(NeedPlan plan, SlotPlan slots) {
        this.plan = plan;
        this.slots = slots;
        walker = new NeedWalker(plan);
        window = new VisitWindow(plan, walker);
        next = new long[plan.assortment.positions()];
        nextBase = new long[next.length];
        nextDue = new double[next.length];
        lastDue = new double[next.length];
        visits = new SlotVisits(plan, walker);
    }

    /** Makes the lines of a slot. */
    public void enter(int slot) {
        count = 0;
        runs.clear();
        day = slots.day(slot);
        walker.moveTo(day);
        visits.begin(day);
        if (slots.firstOrder(slot) != nextOrder) {
            Arrays.fill(nextDue, 0);
        }
        nextOrder = slots.firstOrder(slot + 1);
        for (int ofDay = 0; ofDay < walker.visits(); ofDay++) {
            if (window.look(ofDay, slots.from(slot), slots.to(slot))) {
                visits.put(ofDay, window);
                int first = count;
                runs.begin(first);
                walkTheShelves(walker.shop(ofDay));
                stamp(first, ofDay);
            }
        }
        runs.sort(sorted, count);
    }

    private void walkTheShelves(int shop) {
        int from = plan.assortment.first(shop);
        int to = plan.assortment.first(shop + 1);
        int start = from + plan.visits.firstShelf(shop, day, to - from);
        if (due.length < to - from) {
            due = new int[to - from];
        }
        addDue(findDue(from, start, findDue(start, to, 0)));
    }

    /**
     * Most positions are not due at most visits, which is seen from the next order that is.
     *
     * @return how many are due, of which {@code found} were found before
     */
    private int findDue(int fromPlace, int toPlace, int found) {
        int count = found;
        double part = window.toPart();
        for (int place = fromPlace; place < toPlace; place++) {
            int p = plan.assortment.onShelf(place);
            due[count] = p;
            // the sign of the difference instead of a branch, which the processor would guess wrong at each line
            count += 1 - (int) (Double.doubleToRawLongBits(window.between(p, part) - nextDue[p]) >>> Long.SIZE - 1);
        }
        return count;
    }

    private void addDue(int found) {
        for (int i = 0; i < found; i++) {
            int p = due[i];
            if (nextDue[p] == 0) {
                findNext(p, window.need(p));
            }
            double need = window.needAtEnd(p);
            while (nextDue[p] <= need) {
                add(p);
                lastDue[p] = nextDue[p];
                await(p, next[p] + 1);
            }
        }
    }

    private void findNext(int p, double need) {
        long k = plan.reorderPoints.firstAfter(p, need);
        while (plan.reorderPoints.due(p, k) <= need) {
            k++;
        }
        await(p, k);
        lastDue[p] = plan.reorderPoints.due(p, k - 1);
    }

    private void await(int p, long k) {
        next[p] = k;
        nextBase[p] = plan.reorderPoints.base(p, k);
        nextDue[p] = plan.reorderPoints.due(p, k, nextBase[p]);
    }

    private void add(int p) {
        if (count == position.length) {
            sorted = Arrays.copyOf(sorted, 2 * count);
            base = Arrays.copyOf(base, 2 * count);
            position = Arrays.copyOf(position, 2 * count);
            visit = Arrays.copyOf(visit, 2 * count);
            worked = Arrays.copyOf(worked, 2 * count);
            reached = Arrays.copyOf(reached, 2 * count);
            interval = Arrays.copyOf(interval, 2 * count);
        }
        position[count] = p;
        interval[count] = nextDue[p] - lastDue[p];
        base[count++] = nextBase[p];
    }

    private void stamp(int first, int ofDay) {
        double sum = 0;
        double section = 1;
        for (int i = first; i < count; i++) {
            if (i == first || LinePace.beginsSection(i)) {
                section = LinePace.ofSection(base[i]);
            }
            sum += section * LinePace.ofLine(base[i]);
            reached[i] = sum;
        }
        double each = (window.to() - window.from()) / (sum + LinePace.LAST_LOOK);
        VisitTimeline timeline = window.timeline();
        long clockAhead = 0;
        long aheadUntil = Long.MIN_VALUE;
        for (int i = first; i < count; i++) {
            visit[i] = ofDay;
            worked[i] = window.from() + (long) (reached[i] * each);
            if (worked[i] >= aheadUntil) {
                clockAhead = window.visitBegin() + timeline.clock(worked[i]) - worked[i];
                aheadUntil = timeline.nextBreak(worked[i]);
            }
            sorted[i] = (clockAhead + worked[i]) << INDEX_BITS | i;
        }
    }

    public int count() {
        return count;
    }

    /** When the line of a place in time was ordered, in microseconds since the beginning of the day. */
    public long time(int place) {
        return sorted[place] >>> INDEX_BITS;
    }

    /** The line of a place in time; lines of one visit follow each other. */
    public int line(int place) {
        return (int) (sorted[place] & INDEX_MASK);
    }

    /** The position that is ordered, see {@link Demand}. */
    public int position(int line) {
        return position[line];
    }

    /** The shop that orders. */
    public int shop(int line) {
        return plan.assortment.shop(position[line]);
    }

    /** The product that is ordered, by its index in the catalog's list. */
    public int product(int line) {
        return plan.assortment.product(position[line]);
    }

    /** The base of all draws for the order of a line. */
    public long base(int line) {
        return base[line];
    }

    /** How many cases are ordered. */
    public int cases(int line) {
        return ReorderPoints.cases(
                base[line], interval[line], plan.assortment.cases(position[line]), plan.visits.roundness(shop(line)));
    }

    /** Whether a line has this many others before it that are of the same visit. */
    public boolean followsOthers(int line, int others) {
        return line >= others && visit[line] == visit[line - others];
    }

    /** The visits of the slot's day. */
    public SlotVisits visits() {
        return visits;
    }

    /** The visit of a line, among those of the day. */
    public int visit(int line) {
        return visit[line];
    }

    /** How much of the work of its visit was done when a line came, in microseconds. */
    public long worked(int line) {
        return worked[line];
    }
}
