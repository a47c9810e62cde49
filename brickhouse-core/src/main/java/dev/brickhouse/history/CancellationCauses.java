package dev.brickhouse.history;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.demand.Demand;
import dev.brickhouse.demand.SlotLines;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;
import java.util.stream.IntStream;

/** Which orders have what makes orders be cancelled, so that a note never contradicts its row. Immutable. */
final class CancellationCauses {

    /** Budgets run out in the last third of a month. */
    static final int BUDGET_FROM_DAY_OF_MONTH = 21;

    /** A shop is told of a delisting so many days before. */
    static final int DELISTING_KNOWN_DAYS = 45;

    /** Nobody withdraws what waits for a day or two: it takes as many hours of the warehouse. */
    static final double LONG_QUEUE_HOURS = 100;

    static final int DAYS_BEFORE_HOLIDAY = 3;

    /** There is hardly ever too little room for fewer cases. */
    static final int BULKY_CASES = 20;

    /** The most careless shops have several times the cancellations of the most careful ones. */
    private static final double LEAST_CARELESS = 0.12;

    private final Days days;
    private final Demand demand;
    private final OpenOrders open;
    private final Transit transit;
    private final RequestRota requests;
    private final int[] managers;
    private final double[] carelessness;

    CancellationCauses(
            Days days,
            Demand demand,
            OpenOrders open,
            Transit transit,
            RequestRota requests,
            int[] managers,
            long seed) {
        this.days = days;
        this.demand = demand;
        this.open = open;
        this.transit = transit;
        this.requests = requests;
        this.managers = managers;
        long key = CounterRandom.key(seed, RandomStreams.CANCELLATIONS);
        carelessness = IntStream.range(0, managers.length)
                .mapToDouble(shop -> {
                    double unit = CounterRandom.unit(CounterRandom.base(key, shop));
                    return CounterRandom.between(LEAST_CARELESS, 1, unit * unit);
                })
                .toArray();
    }

    /** How likely an order of a shop that is looked at is the one that was cancelled. */
    double carelessness(int shop) {
        return carelessness[shop];
    }

    /**
     * Whether an order has what a cause says of it.
     *
     * @param day the day on which it was placed
     * @param line its line
     */
    boolean fits(CancellationNotes.Cause cause, int day, SlotLines lines, int line) {
        return switch (cause) {
            case BUDGET -> days.date(day).getDayOfMonth() >= BUDGET_FROM_DAY_OF_MONTH;
            case STAND_IN -> isOrderedByStandIn(lines.shop(line), day);
            case DELISTING -> demand.delisted(lines.product(line)) - day < DELISTING_KNOWN_DAYS;
            case SHORTAGE -> open.deliveryQueue(day, open.shortageClass(lines.product(line))) > LONG_QUEUE_HOURS;
            case HOLIDAY -> isBeforeHoliday(day);
            case FAR -> transit.isFar(lines.shop(line));
            case BULKY -> lines.cases(line) >= BULKY_CASES;
            case PROMOTION -> demand.isLastWeekOfPromotion(lines.product(line), day);
            case DUPLICATE -> lines.followsOthers(line, 1);
            case QUANTITY, OTHER -> true;
        };
    }

    private boolean isOrderedByStandIn(int shop, int day) {
        return requests.requester(shop, days.date(day).toEpochDay(), days.micros(day)) != managers[shop];
    }

    private boolean isBeforeHoliday(int day) {
        return IntStream.rangeClosed(1, DAYS_BEFORE_HOLIDAY).anyMatch(ahead -> days.isHoliday(day + ahead));
    }
}
