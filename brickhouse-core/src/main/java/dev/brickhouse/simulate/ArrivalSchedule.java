package dev.brickhouse.simulate;

import dev.brickhouse.demand.HourlyDemand;
import dev.brickhouse.random.CounterRandom;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;

/**
 * When the steps of an open loop begin: at a given mean rate, and more often in those hours of the simulated day in which
 * the history has more orders. Immutable.
 */
final class ArrivalSchedule {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_HOUR = 3600 * NANOS_PER_SECOND;
    private static final int HOURS_PER_WEEK = 168;
    private static final int MOST_HOURS = 1_000_000;

    private final double[] arrivalsBefore;
    private final double nanosPerHour;
    private final double windowNanos;
    private final long key;

    private ArrivalSchedule(double[] arrivalsBefore, double nanosPerHour, double windowNanos, long key) {
        this.arrivalsBefore = arrivalsBefore;
        this.nanosPerHour = nanosPerHour;
        this.windowNanos = windowNanos;
        this.key = key;
    }

    /**
     * Plans the arrivals of steps.
     *
     * @param perSecond the mean rate over the duration, or over a simulated week if there is none; then the plan repeats
     * @param clock how many times faster than real time the simulated clock runs
     * @param start the simulated time at the start, a full hour
     * @param duration null if it is not known
     */
    static ArrivalSchedule of(
            HourlyDemand demand, double perSecond, double clock, LocalDateTime start, Duration duration, long seed) {
        double nanosPerHour = NANOS_PER_HOUR / clock;
        double window = duration == null ? HOURS_PER_WEEK * nanosPerHour : duration.toNanos();
        int hours = (int) Math.min(MOST_HOURS, Math.ceil(window / nanosPerHour));
        window = Math.min(window, hours * nanosPerHour);
        double[] before = new double[hours + 1];
        for (int hour = 0; hour < hours; hour++) {
            double part = Math.min(1, window / nanosPerHour - hour);
            before[hour + 1] = before[hour] + part * demand.inHourOf(start.plusHours(hour));
        }
        double toArrivals = perSecond * window / NANOS_PER_SECOND / before[hours];
        for (int hour = 0; hour <= hours; hour++) {
            before[hour] *= toArrivals;
        }
        return new ArrivalSchedule(before, nanosPerHour, window, CounterRandom.key(seed, SimulationRandom.ARRIVALS));
    }

    /** When step {@code n}, counted from 0, begins, in nanoseconds after the start; never before step {@code n - 1}. */
    long nanosOf(long n) {
        double each = arrivalsBefore[arrivalsBefore.length - 1];
        double position = n + CounterRandom.unit(CounterRandom.bits(CounterRandom.base(key, n), 0));
        double round = Math.floor(position / each);
        double wanted = position - round * each;
        int found = Arrays.binarySearch(arrivalsBefore, wanted);
        int hour = Math.min(arrivalsBefore.length - 2, found >= 0 ? found : -found - 2);
        double within = (wanted - arrivalsBefore[hour]) / (arrivalsBefore[hour + 1] - arrivalsBefore[hour]);
        double length = Math.min(nanosPerHour, windowNanos - hour * nanosPerHour);
        return (long) (round * windowNanos + hour * nanosPerHour + within * length);
    }
}
