package dev.brickhouse.demand;

import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;
import java.util.Arrays;

/** The order lines of one slot after the other, sorted by time. For one thread; reuses its memory. */
public final class SlotLines {

    /** A slot has far fewer lines than this. */
    private static final int INDEX_BITS = 26;

    private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;

    /** Each line has an equal part of the visit for itself, and comes at the middle of it or up to so much beside. */
    private static final double TIME_JITTER = 0.7;

    private static final int EXPECTED_LINES = 1_024;

    private final NeedPlan plan;
    private final SlotPlan slots;
    private final NeedWalker walker;
    private final VisitWindow window;
    private final SortedRuns runs = new SortedRuns();

    /**
     * The next order of each position that is due after the last visit, and the need at which it is; 0 if not known.
     */
    private final long[] next;

    private final double[] nextDue;

    /** The need at which the order before it was due. */
    private final double[] lastDue;

    /** Each line's time and index, which sort together. */
    private long[] sorted = new long[EXPECTED_LINES];

    private long[] order = new long[EXPECTED_LINES];
    private int[] position = new int[EXPECTED_LINES];
    private int[] visit = new int[EXPECTED_LINES];
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
        nextDue = new double[next.length];
        lastDue = new double[next.length];
    }

    /** Makes the lines of a slot. */
    public void enter(int slot) {
        count = 0;
        runs.clear();
        day = slots.day(slot);
        walker.moveTo(day);
        if (slots.firstOrder(slot) != nextOrder) {
            Arrays.fill(nextDue, 0);
        }
        nextOrder = slots.firstOrder(slot + 1);
        for (int visit = 0; visit < walker.visits(); visit++) {
            if (window.look(visit, slots.from(slot), slots.to(slot))) {
                int first = count;
                runs.begin(first);
                walkTheShelves(walker.shop(visit));
                stamp(first, visit);
            }
        }
        runs.sort(sorted, count);
    }

    private void walkTheShelves(int shop) {
        int from = plan.assortment.first(shop);
        int to = plan.assortment.first(shop + 1);
        int start = from + plan.visits.firstShelf(shop, day, to - from);
        if (window.isWholeVisit()) {
            addAllDue(start, to);
            addAllDue(from, start);
        } else {
            addDueInWindow(start, to);
            addDueInWindow(from, start);
        }
    }

    /** Most positions are not due at most visits, which is seen from the next order that is. */
    private void addAllDue(int fromPlace, int toPlace) {
        for (int place = fromPlace; place < toPlace; place++) {
            int p = plan.assortment.onShelf(place);
            double need = walker.now(p);
            if (need >= nextDue[p]) {
                if (nextDue[p] == 0) {
                    findNext(p, walker.before(p));
                }
                while (nextDue[p] <= need) {
                    add(p, next[p], nextDue[p] - lastDue[p]);
                    lastDue[p] = nextDue[p];
                    nextDue[p] = plan.reorderPoints.due(p, ++next[p]);
                }
            }
        }
    }

    private void findNext(int p, double need) {
        long k = plan.reorderPoints.firstAfter(p, need);
        while (plan.reorderPoints.due(p, k) <= need) {
            k++;
        }
        next[p] = k;
        nextDue[p] = plan.reorderPoints.due(p, k);
        lastDue[p] = plan.reorderPoints.due(p, k - 1);
    }

    private void addDueInWindow(int fromPlace, int toPlace) {
        for (int place = fromPlace; place < toPlace; place++) {
            int p = plan.assortment.onShelf(place);
            double from = window.need(p);
            double to = window.needAtEnd(p);
            long last = plan.reorderPoints.lastUpTo(p, to);
            for (long k = plan.reorderPoints.firstAfter(p, from); k <= last; k++) {
                double due = plan.reorderPoints.due(p, k);
                if (due > from && due <= to) {
                    add(p, k, due - plan.reorderPoints.due(p, k - 1));
                }
            }
            nextDue[p] = 0;
        }
    }

    private void add(int p, long k, double since) {
        if (count == position.length) {
            sorted = Arrays.copyOf(sorted, 2 * count);
            order = Arrays.copyOf(order, 2 * count);
            position = Arrays.copyOf(position, 2 * count);
            visit = Arrays.copyOf(visit, 2 * count);
            interval = Arrays.copyOf(interval, 2 * count);
        }
        position[count] = p;
        interval[count] = since;
        order[count++] = k;
    }

    private void stamp(int first, int ofVisit) {
        double each = (double) (window.end() - window.begin()) / (count - first);
        for (int i = first; i < count; i++) {
            double unit = CounterRandom.unit(CounterRandom.bits(base(i), RandomStreams.ORDER_TIME));
            double part = i - first + 0.5 + TIME_JITTER * (unit - 0.5);
            visit[i] = ofVisit;
            sorted[i] = (window.begin() + (long) (part * each)) << INDEX_BITS | i;
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
        return plan.reorderPoints.base(position[line], order[line]);
    }

    /** The base of all draws for the visit of a line. */
    public long visitBase(int line) {
        return plan.visits.base(shop(line), day);
    }

    /** When the visit of a line ends, in microseconds since the beginning of the day. */
    public long visitEnd(int line) {
        return plan.visits.begin(shop(line), day) + visitDuration(line);
    }

    /** How long the visit of a line lasts in microseconds. */
    public long visitDuration(int line) {
        return VisitCalendar.duration(walker.lines(visit[line]));
    }

    /** How many cases are ordered. */
    public int cases(int line) {
        return ReorderPoints.cases(
                base(line), interval[line], plan.assortment.cases(position[line]), plan.visits.roundness(shop(line)));
    }

    /** Whether a line is of the same visit as the one before it. */
    public boolean followsAnother(int line) {
        return line > 0 && plan.assortment.shop(position[line]) == plan.assortment.shop(position[line - 1]);
    }
}
