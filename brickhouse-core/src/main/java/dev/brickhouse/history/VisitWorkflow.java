package dev.brickhouse.history;

import dev.brickhouse.demand.SlotLines;
import java.util.Arrays;

/**
 * When the orders of a slot were approved and delivered: the lines of a visit together, but for those that are asked
 * back about. What the lines of a visit have in common is worked out once. For one thread; reuses its memory.
 */
final class VisitWorkflow {

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final History history;
    private final Workflow workflow;
    private final SlotLines lines;

    /** When each visit was reviewed, first if it was not delivered before the end of the history, then if it was. */
    private long[] reviewed = new long[0];

    private double[] readingPace = new double[0];

    /** When the goods of each visit arrived, by the classes of their products if these have a queue. */
    private long[] arrived = new long[0];

    private int classes;
    private int day;
    private long dayMicros;

    private long approvedAt;
    private long fulfilledAt;

    VisitWorkflow(History history, SlotLines lines) {
        this.history = history;
        this.lines = lines;
        workflow = history.workflow;
    }

    /**
     * Forgets the visits of the slot before.
     *
     * @param dayOfSlot the day of the slot that the lines are of now
     */
    void enter(int dayOfSlot) {
        day = dayOfSlot;
        dayMicros = history.days.micros(day);
        classes = history.open.deliveries().queue(day) > 0 ? history.open.shortageClasses() : 1;
        int visits = lines.visits().count();
        if (arrived.length < visits * classes) {
            arrived = new long[visits * classes];
        }
        if (readingPace.length < visits) {
            reviewed = new long[2 * visits];
            readingPace = new double[visits];
        }
        Arrays.fill(arrived, 0, visits * classes, UNKNOWN);
        Arrays.fill(reviewed, 0, 2 * visits, UNKNOWN);
        Arrays.fill(readingPace, 0, visits, 0);
    }

    /**
     * Works out when a line was approved and, if it was, delivered.
     *
     * @param line which of the slot
     * @param fulfilled whether it was delivered before the end of the history
     */
    void follow(int line, boolean fulfilled) {
        long base = lines.base(line);
        int visit = lines.visit(line);
        if (Workflow.isQuestioned(base)) {
            followAlone(line, base, visit, fulfilled);
            return;
        }
        long first = reviewed(visit, fulfilled);
        long afterFirst = afterFirst(visit, base, line);
        long limit = workflow.reviewLimit(sent(visit), fulfilled);
        approvedAt = Math.min(limit, first + afterFirst);
        if (fulfilled) {
            int ofClass = classes == 1 ? 0 : history.open.shortageClass(lines.product(line));
            long came = approvedAt - afterFirst == first
                    ? arrived(visit, ofClass, first)
                    : workflow.arrived(
                            lines.visits().base(visit),
                            lines.visits().shop(visit),
                            day,
                            ofClass,
                            approvedAt - afterFirst);
            fulfilledAt = unloaded(base, lines.visits().base(visit), visit, came);
        }
    }

    private void followAlone(int line, long base, int visit, boolean fulfilled) {
        long ownBase = Workflow.ownBase(base);
        int shop = lines.visits().shop(visit);
        long sent = sent(visit);
        long limit = workflow.reviewLimit(sent, fulfilled);
        approvedAt = Math.max(reviewed(visit, fulfilled), workflow.reviewed(ownBase, shop, day, sent, limit));
        if (fulfilled) {
            int ofClass = history.open.shortageClass(lines.product(line));
            fulfilledAt = unloaded(base, ownBase, visit, workflow.arrived(ownBase, shop, day, ofClass, approvedAt));
        }
    }

    private long unloaded(long base, long deliveryBase, int visit, long came) {
        return came == Workflow.IN_A_HURRY
                ? workflow.deliveredInAHurry(deliveryBase, approvedAt)
                : workflow.unloaded(base, came, lines.visits().work(visit));
    }

    private long sent(int visit) {
        return dayMicros + lines.visits().end(visit);
    }

    private long reviewed(int visit, boolean fulfilled) {
        int at = 2 * visit + (fulfilled ? 1 : 0);
        if (reviewed[at] == UNKNOWN) {
            long sent = sent(visit);
            long limit = workflow.reviewLimit(sent, fulfilled);
            reviewed[at] =
                    workflow.reviewed(lines.visits().base(visit), lines.visits().shop(visit), day, sent, limit);
        }
        return reviewed[at];
    }

    private long afterFirst(int visit, long base, int line) {
        if (readingPace[visit] == 0) {
            readingPace[visit] = Workflow.readingPace(lines.visits().base(visit));
        }
        if (readingPace[visit] == Workflow.BULK_APPROVAL) {
            return 0;
        }
        return Workflow.afterFirst(base, readingPace[visit], lines.worked(line));
    }

    private long arrived(int visit, int ofClass, long first) {
        int at = visit * classes + ofClass;
        if (arrived[at] == UNKNOWN) {
            arrived[at] =
                    workflow.arrived(lines.visits().base(visit), lines.visits().shop(visit), day, ofClass, first);
        }
        return arrived[at];
    }

    /** When the line that was followed last was approved, in microseconds since 1970-01-01T00:00. */
    long approvedAt() {
        return approvedAt;
    }

    /** When it was delivered, if it was. */
    long fulfilledAt() {
        return fulfilledAt;
    }
}
