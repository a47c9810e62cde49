package dev.brickhouse.demand;

import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;
import java.util.Arrays;

/** The order lines of one slot after the other, sorted by time. For one thread; reuses its memory. */
public final class SlotLines {

    /** A slot has far fewer lines than this. */
    private static final int INDEX_BITS = 26;

    private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;

    /**
     * How long one product takes compared with another: most are quick, some have to be counted or looked for. The law of
     * Pareto with exponent 1, shifted and cut off, so that the slowest takes about ten times as long as the quickest.
     */
    private static final double LEAST_GAP = 0.3;

    private static final double GAP_SCALE = 0.35;
    private static final double GAP_CUT_OFF = 1.06;

    /** Some parts of the shelves are in order and others are not; they change after this many products at most. */
    private static final int SECTION = 8;

    private static final double TIDY_SECTION = 0.45;
    private static final double UNTIDY_SECTION = 1.75;

    /** What is left to do after the last line, in the usual time for one. */
    private static final double LAST_LOOK = 0.5;

    private static final int EXPECTED_LINES = 1_024;

    private final NeedPlan plan;
    private final SlotPlan slots;
    private final NeedWalker walker;
    private final VisitWindow window;
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

    private final long[] visitBegin;
    private final long[] visitDuration;
    private final long[] visitWork;

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
        visitBegin = new long[plan.assortment.shops()];
        visitDuration = new long[visitBegin.length];
        visitWork = new long[visitBegin.length];
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
        for (int ofDay = 0; ofDay < walker.visits(); ofDay++) {
            if (window.look(ofDay, slots.from(slot), slots.to(slot))) {
                visitBegin[ofDay] = window.visitBegin();
                visitDuration[ofDay] = window.timeline().duration();
                visitWork[ofDay] = window.timeline().work();
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
            long bits = CounterRandom.bits(base[i], RandomStreams.ORDER_TIME);
            if (i == first || i % SECTION == 0) {
                double untidy = CounterRandom.unit(base[i], RandomStreams.ORDER_SECTION);
                section = TIDY_SECTION + (UNTIDY_SECTION - TIDY_SECTION) * untidy * untidy;
            }
            sum += section * (LEAST_GAP + GAP_SCALE / (GAP_CUT_OFF - CounterRandom.unit(bits)));
            reached[i] = sum;
        }
        double each = (window.to() - window.from()) / (sum + LAST_LOOK);
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

    /** How many visits the day of the slot has, each of which may have lines in it. */
    public int visits() {
        return walker.visits();
    }

    /** The visit of a line, among those of the day. */
    public int visit(int line) {
        return visit[line];
    }

    /** The shop of a visit. */
    public int visitor(int ofDay) {
        return walker.shop(ofDay);
    }

    /** The base of all draws for a visit. */
    public long visitBase(int ofDay) {
        return plan.visits.base(walker.shop(ofDay), day);
    }

    /** When a visit with lines in the slot begins, in microseconds since the beginning of the day. */
    public long visitBegin(int ofDay) {
        return visitBegin[ofDay];
    }

    /** How long a visit with lines in the slot lasts, in microseconds. */
    public long visitDuration(int ofDay) {
        return visitDuration[ofDay];
    }

    /** How much of that is work and no interruption, in microseconds. */
    public long visitWork(int ofDay) {
        return visitWork[ofDay];
    }

    /** How much of the work of its visit was done when a line came, in microseconds. */
    public long worked(int line) {
        return worked[line];
    }
}
