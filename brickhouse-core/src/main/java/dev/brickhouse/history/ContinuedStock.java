package dev.brickhouse.history;

import dev.brickhouse.demand.Demand;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;

/**
 * How the stock of a {@link StockModel} goes on: what a shop's stock says about the next order, when the warehouse
 * orders, and when something was last sold. Immutable.
 */
public final class ContinuedStock {

    /** A manager makes good for this much of what is missing or too much with each order, and no more than a part of it. */
    private static final double CORRECTED = 0.2;

    private static final double LEAST_CORRECTION = -0.25;
    private static final double LARGEST_CORRECTION = 0.4;

    /** Who has more than this many usual orders on the shelf than wanted orders nothing. */
    private static final double FAR_TOO_MUCH = 15;

    private static final int FEWEST_CASES = 5;

    /** What the warehouse buys comes on pallets. */
    private static final int PALLET_CASES = 40;

    private final History past;
    private final Demand demand;
    private final long stockKey;
    private final long key;

    ContinuedStock(History past, Demand demand) {
        this.past = past;
        this.demand = demand;
        stockKey = CounterRandom.key(past.settings().seed(), RandomStreams.STOCK);
        key = CounterRandom.key(past.settings().seed(), RandomStreams.CONTINUED_STOCK);
    }

    /**
     * How many cases a shop orders.
     *
     * @param asUsual how many it would order by its need alone
     * @param casesADay how many it sells a day
     * @param onHand how many it has
     * @param onOrder how many it is waiting for
     * @return from 5 to 50, or 0 if it has far too much
     */
    public int ordered(int position, int asUsual, double casesADay, long onHand, long onOrder) {
        double usual = demand.usualCases(position);
        double expected = casesADay * past.open.daysOnOrder(demand.product(position));
        double wanted = OrderUpToLevel.onOrderAsPlanned(expected, onOrder)
                + OrderUpToLevel.safetyStock(
                        usual, casesADay, demand.room(demand.shop(position)), CounterRandom.base(stockKey, position));
        double tooMuch = (onHand + onOrder - wanted) / usual;
        if (tooMuch > FAR_TOO_MUCH) {
            return 0;
        }
        double correction = Math.max(LEAST_CORRECTION, Math.min(LARGEST_CORRECTION, -CORRECTED * tooMuch));
        long cases = Math.round(asUsual * (1 + correction));
        return (int) Math.max(FEWEST_CASES, Math.min(Demand.MAX_CASES, cases));
    }

    /**
     * How many cases of a product the warehouse receives on a day.
     *
     * @param casesADay how many all shops sell a day
     * @param available how many cases are on hand and not reserved, below 0 if more were approved
     */
    public long received(double casesADay, long available) {
        long least = Math.max(
                StockModel.WAREHOUSE_LEAST_CASES, (long) Math.ceil(casesADay * StockModel.WAREHOUSE_LEAST_DAYS));
        if (available >= least) {
            return 0;
        }
        long most = Math.max(least + 2 * PALLET_CASES, (long) Math.ceil(casesADay * StockModel.WAREHOUSE_MOST_DAYS));
        return (most - available + PALLET_CASES - 1) / PALLET_CASES * PALLET_CASES;
    }

    /** When on a day the sales of a position were booked, in microseconds since the beginning of the day. */
    public long lastSale(int position, long day) {
        return StockBookings.afterClosing(CounterRandom.bits(
                CounterRandom.base(CounterRandom.base(key, demand.shop(position)), day), RandomStreams.STOCK_BOOKING));
    }
}
