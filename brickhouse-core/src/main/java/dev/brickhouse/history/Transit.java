package dev.brickhouse.history;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.demand.ShopClocks;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.resource.Resources;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** How long the way from the warehouse to each shop takes, and when a shop takes goods in. Immutable. */
final class Transit {

    /** A state that the model does not know is about as far away as the middle of the country. */
    private static final double UNKNOWN_HOURS = 30;

    /** The truck leaves at once at best, and waits for its load or stands in a jam at worst. */
    private static final double FASTEST = 0.93;

    private static final double SLOWEST = 1.22;

    /** Shops take goods in between these hours of their own time. */
    private static final int OPENS = 5;

    private static final int CLOSES = 22;

    /** What came at night is taken in within this many hours after the opening. */
    private static final double MORNING_HOURS = 2.5;

    private final Days days;
    private final double[] micros;
    private final ShopClocks clocks;

    /** @param days those on which something can arrive; no shop takes goods in on a holiday */
    Transit(Catalog catalog, Days days) {
        this.days = days;
        Map<String, Double> hours = new HashMap<>();
        Resources.csv(Transit.class, "transit.csv")
                .forEach(line -> hours.put(line.getField("state"), Resources.number(line, "hours")));
        micros = catalog.shops().stream()
                .mapToDouble(shop -> hours.getOrDefault(shop.state(), UNKNOWN_HOURS) * Days.MICROS_PER_HOUR)
                .toArray();
        clocks = ShopClocks.of(catalog, days);
    }

    /** How many days the way to each shop usually takes. */
    double[] days() {
        return IntStream.range(0, micros.length)
                .mapToDouble(shop -> (double) way(shop, 0.5) / Days.MICROS_PER_DAY)
                .toArray();
    }

    /** How long a delivery is on its way to a shop, in microseconds. */
    long way(int shop, double unit) {
        return (long) (micros[shop] * (FASTEST + (SLOWEST - FASTEST) * unit));
    }

    /** Whether a shop is more than a day's way away. */
    boolean isFar(int shop) {
        return micros[shop] > Days.MICROS_PER_DAY;
    }

    /** How far the clock of a shop is behind that of all dates on a day, in microseconds. */
    long behind(int shop, int day) {
        return clocks.hoursBehind(shop, day) * Days.MICROS_PER_HOUR;
    }

    private int dayOf(long instant) {
        return (int) Math.floorDiv(instant - days.micros(0), Days.MICROS_PER_DAY);
    }

    /**
     * When a delivery that comes at an instant is taken in.
     *
     * @param left when it left the warehouse
     * @param limit the latest instant that can be; what would be put off beyond it came before the shop closed
     */
    long takenIn(int shop, long left, long arrival, long limit, long bits) {
        long local = arrival - behind(shop, dayOf(arrival));
        int day = dayOf(local);
        long inDay = local - days.micros(day);
        if (inDay >= OPENS * Days.MICROS_PER_HOUR && inDay < CLOSES * Days.MICROS_PER_HOUR && !days.isHoliday(day)) {
            return arrival;
        }
        int taken = inDay < OPENS * Days.MICROS_PER_HOUR ? day : day + 1;
        while (days.isHoliday(taken)) {
            taken++;
        }
        long spread = (long) (CounterRandom.unit(bits) * MORNING_HOURS * Days.MICROS_PER_HOUR);
        long inTheMorning = opening(shop, taken) + spread;
        if (inTheMorning <= limit) {
            return inTheMorning;
        }
        if (days.isHoliday(day)) {
            return beforeHoliday(shop, day, left, arrival, bits);
        }
        long beforeClosing = closing(shop, inDay < OPENS * Days.MICROS_PER_HOUR ? day - 1 : day) - spread;
        return beforeClosing > left && beforeClosing <= arrival ? beforeClosing : arrival;
    }

    /** When a delivery was taken in instead that can only have come on the holidays with which the history ends. */
    private long beforeHoliday(int shop, int holiday, long left, long arrival, long bits) {
        int day = lastWorkday(holiday);
        long closes = closing(shop, day);
        long from = Math.max(left + 1, opening(shop, day));
        return from < closes ? from + (long) (CounterRandom.unit(bits) * (closes - from)) : arrival;
    }

    private long opening(int shop, int day) {
        return days.micros(day) + OPENS * Days.MICROS_PER_HOUR + behind(shop, day);
    }

    private long closing(int shop, int day) {
        return days.micros(day) + CLOSES * Days.MICROS_PER_HOUR + behind(shop, day);
    }

    private int lastWorkday(int day) {
        int last = day;
        while (days.isHoliday(last)) {
            last--;
        }
        return last;
    }

    /** After which instant hardly any delivery is taken in: the end of the history, or of its last day that is no holiday. */
    long lastTakenIn() {
        return days.micros(lastWorkday(days.count() - 1) + 1);
    }
}
