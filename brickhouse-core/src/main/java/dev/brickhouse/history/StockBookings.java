package dev.brickhouse.history;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.calendar.WorkingCalendar.Hours;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;
import java.time.DayOfWeek;

/**
 * When a stock position was last booked, and how often: at each delivery, and in a shop after each day on which
 * something was sold. Immutable.
 */
final class StockBookings {

    private static final double LONGEST_WITHOUT_SALE_DAYS = 21;

    /** A shop books what it has sold after it has closed, by its own clock. */
    private static final double SHOP_BOOKS = 22.2;

    private static final double SHOP_BOOKING_HOURS = 1.5;

    /** Before the history the business was smaller. */
    private static final double EARLIER_ACTIVITY = 0.7;

    private final Days days;
    private final Transit transit;
    private final long key;

    StockBookings(Days days, Transit transit, long key) {
        this.days = days;
        this.transit = transit;
        this.key = key;
    }

    /** The last day on which the stock changed; what is sold comes by chance. */
    int lastDayWith(double casesADay, long base) {
        double unit = CounterRandom.unit(base, RandomStreams.STOCK_SALE);
        double ago = -StrictMath.log(1 - unit) / Math.max(casesADay, 1e-9);
        int last = days.count() - 1;
        return last - (int) Math.min(LONGEST_WITHOUT_SALE_DAYS, Math.min(last, ago));
    }

    /** When the warehouse booked a position on a day, or before it if it was closed on that day. */
    long inWarehouse(int day, long base) {
        int workday = day;
        while (days.isHoliday(workday) || days.weekday(workday) == DayOfWeek.SUNDAY) {
            workday--;
        }
        double unit = CounterRandom.unit(base, RandomStreams.STOCK_BOOKING);
        // it books while it works
        return days.micros(workday) + micros(Hours.WAREHOUSE.opens() + Hours.WAREHOUSE.onWeekday() * unit);
    }

    /** When a shop booked the sales of a day, all positions at once. */
    long inShop(int day, int shop) {
        long night =
                CounterRandom.bits(CounterRandom.base(key, ((long) shop << 32) + day), RandomStreams.STOCK_BOOKING);
        long booked = days.micros(day) + afterClosing(night) + transit.behind(shop, day);
        // at the end of the last day the shops in the west have not closed yet
        return booked < days.micros(days.count()) ? booked : booked - Days.MICROS_PER_DAY;
    }

    /** When in the evening a shop books what it has sold, in microseconds since the beginning of its day. */
    static long afterClosing(long bits) {
        return micros(SHOP_BOOKS + SHOP_BOOKING_HOURS * CounterRandom.unit(bits));
    }

    private static long micros(double hours) {
        return (long) (hours * Days.MICROS_PER_HOUR);
    }

    /** On how many days of the history something is sold of what came into being at an instant. */
    double daysWithSales(double casesADay, long since) {
        double onSale = Math.min(historyDays(), historyDays() + daysBefore(since));
        return onSale * (1 - StrictMath.exp(-casesADay));
    }

    /**
     * The version of a position: one for itself and one for each booking.
     *
     * @param bookings how many there were within the history
     * @param since when it came into being
     */
    int version(double bookings, long since) {
        double all = bookings * (1 + EARLIER_ACTIVITY * Math.max(0, daysBefore(since)) / historyDays());
        return (int) Math.min(Integer.MAX_VALUE, 1 + all);
    }

    private double historyDays() {
        return days.count() - (double) Days.LEAD_IN;
    }

    /** How many days before the history an instant is; below 0 if it is within. */
    private double daysBefore(long instant) {
        return (double) (days.micros(Days.LEAD_IN) - instant) / Days.MICROS_PER_DAY;
    }
}
