package dev.brickhouse.history;

import dev.brickhouse.calendar.HourlyProfile;
import dev.brickhouse.catalog.Store;
import dev.brickhouse.demand.ModelData;
import dev.brickhouse.random.CounterRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How long the way from the warehouse to each shop takes, and when a shop takes goods in. Immutable. */
final class Transit {

    /** A state that the model does not know is about as far away as the middle of the country. */
    private static final double UNKNOWN_HOURS = 30;

    /** The lorry leaves at once at best, and waits for its load or stands in a jam at worst. */
    private static final double FASTEST = 0.93;

    private static final double SLOWEST = 1.22;

    /** Shops take goods in between these hours. */
    private static final int OPENS = 5;

    private static final int CLOSES = 22;

    /** What came at night is taken in within so many hours after the opening. */
    private static final double MORNING_HOURS = 2.5;

    private final double[] micros;

    Transit(List<Store> shops) {
        Map<String, Double> hours = new HashMap<>();
        ModelData.read(Transit.class, "transit.csv")
                .forEach(line -> hours.put(line.getField("state"), ModelData.number(line, "hours")));
        micros = shops.stream()
                .mapToDouble(shop -> hours.getOrDefault(shop.state(), UNKNOWN_HOURS) * HourlyProfile.MICROS_PER_HOUR)
                .toArray();
    }

    /** How many days the way to each shop usually takes. */
    double[] days() {
        return IntStream.range(0, micros.length)
                .mapToDouble(shop -> (double) way(shop, 0.5) / HourlyProfile.MICROS_PER_DAY)
                .toArray();
    }

    /** How long a delivery is on its way to a shop, in microseconds. */
    long way(int shop, double unit) {
        return (long) (micros[shop] * (FASTEST + (SLOWEST - FASTEST) * unit));
    }

    /**
     * When a delivery that comes at an instant is taken in.
     *
     * @param limit the latest instant that can be; nothing is put off beyond it
     */
    static long takenIn(long arrival, long limit, long bits) {
        long midnight = Math.floorDiv(arrival, HourlyProfile.MICROS_PER_DAY) * HourlyProfile.MICROS_PER_DAY;
        long opening = midnight + OPENS * HourlyProfile.MICROS_PER_HOUR;
        if (arrival >= midnight + CLOSES * HourlyProfile.MICROS_PER_HOUR) {
            opening += HourlyProfile.MICROS_PER_DAY;
        } else if (arrival >= opening) {
            return arrival;
        }
        long taken = opening + (long) (CounterRandom.unit(bits) * MORNING_HOURS * HourlyProfile.MICROS_PER_HOUR);
        return taken <= limit ? taken : arrival;
    }
}
