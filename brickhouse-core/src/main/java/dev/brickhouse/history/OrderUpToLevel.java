package dev.brickhouse.history;

import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;

/** Up to which level a shop orders a product: its usual order, what is on its way, and a safety stock. */
final class OrderUpToLevel {

    /** Beyond the usual order and the way, a shop wants to keep this many days of what it sells. */
    private static final double LEAST_SAFETY_DAYS = 4;

    private static final double MOST_SAFETY_DAYS = 8;

    /**
     * A shelf has to look full, also of what hardly sells: up to so many cases on top, and more where there is room. Some
     * facings are narrower, few are much narrower: by an exponential law, since its tail has no edge, so that there are
     * hardly more positions just above what is called LOW than just below.
     */
    private static final double WIDEST_FACING = 62;

    private static final double MEAN_NARROWING = 15;
    private static final double NARROWEST_FACING = 2;

    /** What has not been ordered for long fills more of its facing: somebody would have noticed that it runs out. */
    private static final double NARROWEST_UNNOTICED_FACING = 16;

    private static final double ROOM_EXPONENT = 0.4;

    /**
     * Some positions are planned too lean, or sell faster than was thought: they run out before the delivery comes. There
     * are more of them if the warehouse has nothing to help out with.
     */
    private static final double LEAN = 0.022;

    private static final double LEAN_IN_SHORTAGE = 0.013;

    private static final double PLANNED_PART = 0.85;

    private OrderUpToLevel() {}

    /**
     * How many cases on order a shop has planned for: who waits for more than expected has planned for a part of it.
     */
    static double onOrderAsPlanned(double expected, long onOrder) {
        return expected + PLANNED_PART * (onOrder - expected);
    }

    /** What a shop wants to keep beyond an order and what is on order, if the warehouse can deliver. */
    static double safetyStock(double usual, double casesADay, double room, long base) {
        return safetyStock(usual, casesADay, room, true, 0, base);
    }

    /**
     * As above, for one shelf as it is now.
     *
     * @param mayBeEmpty whether it may have run out without anybody having noticed
     * @param shortage how short the product is in the warehouse, from 0 to 1
     */
    static double safetyStock(
            double usual, double casesADay, double room, boolean mayBeEmpty, double shortage, long base) {
        double lean = LEAN + LEAN_IN_SHORTAGE * shortage;
        double unit = CounterRandom.unit(base, RandomStreams.STOCK_LEAN);
        if (unit < lean && mayBeEmpty) {
            // three of four of them are empty when they are looked at
            return -usual * StrictMath.cbrt(unit / lean);
        }
        double days = between(LEAST_SAFETY_DAYS, MOST_SAFETY_DAYS, base, RandomStreams.STOCK_COVER);
        double narrower = -MEAN_NARROWING * StrictMath.log(1 - CounterRandom.unit(base, RandomStreams.STOCK_SHELF));
        double facing = (WIDEST_FACING - narrower) * StrictMath.pow(room, ROOM_EXPONENT);
        double narrowest = mayBeEmpty ? NARROWEST_FACING : NARROWEST_UNNOTICED_FACING;
        return Math.max(narrowest, facing) + casesADay * days;
    }

    private static double between(double low, double high, long base, int purpose) {
        return CounterRandom.between(low, high, CounterRandom.unit(base, purpose));
    }
}
