package dev.brickhouse.simulate;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.random.CounterRandom;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * When the steps of an open loop begin: at a given mean rate, and more often in those hours of the simulated day that
 * have more load. Immutable.
 */
final class ArrivalSchedule {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_HOUR = 3600 * NANOS_PER_SECOND;
    private static final int HOURS_PER_WEEK = 168;
    private static final int MOST_HOURS = 1_000_000;

    private final double[] arrivalsBefore;
    private final double nanosPerHour;
    private final double windowNanos;
    private final LocalDateTime start;
    private final long key;

    private ArrivalSchedule(
            double[] arrivalsBefore, double nanosPerHour, double windowNanos, LocalDateTime start, long key) {
        this.start = start;
        this.arrivalsBefore = arrivalsBefore;
        this.nanosPerHour = nanosPerHour;
        this.windowNanos = windowNanos;
        this.key = key;
    }

    /**
     * Plans the arrivals of steps.
     *
     * @param load how much is done in the hour of an instant, in proportion to others
     * @param perSecond the mean rate over the duration, or over a simulated week if there is none; then the plan
     *     repeats
     * @param clock how many times faster than real time the simulated clock runs
     * @param start the simulated time at the start, a full hour
     * @param duration null if it is not known
     * @throws ConfigurationException if there is no load at all in that time
     */
    static ArrivalSchedule of(
            ToDoubleFunction<LocalDateTime> load,
            double perSecond,
            double clock,
            LocalDateTime start,
            Duration duration,
            long seed) {
        double nanosPerHour = NANOS_PER_HOUR / clock;
        double window = duration == null ? HOURS_PER_WEEK * nanosPerHour : duration.toNanos();
        int hours = (int) Math.min(MOST_HOURS, Math.ceil(window / nanosPerHour));
        window = Math.min(window, hours * nanosPerHour);
        double[] before = new double[hours + 1];
        for (int hour = 0; hour < hours; hour++) {
            double part = Math.min(1, window / nanosPerHour - hour);
            before[hour + 1] = before[hour] + part * load.applyAsDouble(start.plusHours(hour));
        }
        if (before[hours] == 0) {
            throw new ConfigurationException(PropertyNames.SIMULATE_PATTERN + " has no load in the "
                    + hours + " hours of the simulated day that " + PropertyNames.SIMULATE_DURATION + " and "
                    + PropertyNames.SIMULATE_CLOCK + " let pass; make the simulation longer or its clock faster.");
        }
        double toArrivals = perSecond * window / NANOS_PER_SECOND / before[hours];
        for (int hour = 0; hour <= hours; hour++) {
            before[hour] *= toArrivals;
        }
        return new ArrivalSchedule(
                before, nanosPerHour, window, start, CounterRandom.key(seed, SimulationRandom.ARRIVALS));
    }

    /** When step {@code n}, counted from 0, begins, in nanoseconds after the start; never before step {@code n - 1}. */
    long nanosOf(long n) {
        double each = arrivalsBefore[arrivalsBefore.length - 1];
        double position = n + CounterRandom.unit(CounterRandom.base(key, n), 0);
        double round = Math.floor(position / each);
        double wanted = position - round * each;
        int found = Arrays.binarySearch(arrivalsBefore, wanted);
        int hour = Math.min(arrivalsBefore.length - 2, found >= 0 ? found : -found - 2);
        double arrivals = arrivalsBefore[hour + 1] - arrivalsBefore[hour];
        double within = arrivals == 0 ? 0 : (wanted - arrivalsBefore[hour]) / arrivals;
        double length = Math.min(nanosPerHour, windowNanos - hour * nanosPerHour);
        return (long) (round * windowNanos + hour * nanosPerHour + within * length);
    }

    /** The simulated time at a moment, in nanoseconds after the start. */
    LocalDateTime timeAt(long nanos) {
        return start.plusNanos((long) (nanos / nanosPerHour * NANOS_PER_HOUR));
    }
}
