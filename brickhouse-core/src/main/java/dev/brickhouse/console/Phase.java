package dev.brickhouse.console;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A running phase and its wording in the log and on a terminal. Safe for use by several threads. */
final class Phase {

    private static final double NANOS_PER_SECOND = 1e9;

    /** The rate is that of the last seconds, since the first ones are slower than the rest. */
    private static final double RATE_WINDOW_SECONDS = 10;

    /** A rate over less time than this is noise. */
    private static final double LEAST_RATE_SECONDS = 2;

    private static final int BAR = 8;
    private static final long SECONDS_PER_MINUTE = 60;

    private record Sample(double seconds, long done) {}

    private final String name;
    private final Progress.Unit unit;
    private final long total;
    private final LongSupplier clock;
    private final long begun;
    private final AtomicLong done;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private volatile String step = "";

    /** @param clock monotonic nanoseconds */
    Phase(String name, Progress.Unit unit, long total, long done, LongSupplier clock) {
        this.name = name;
        this.unit = unit;
        this.total = total;
        this.clock = clock;
        this.begun = clock.getAsLong();
        this.done = new AtomicLong(done);
        samples.add(new Sample(0, done));
    }

    void advance(long steps) {
        done.addAndGet(steps);
    }

    /** Notes which step has begun. */
    void at(String begun) {
        step = ", at " + begun;
    }

    /** Whether all of its steps are done. */
    boolean isDone() {
        return done.get() >= total;
    }

    Duration age() {
        return Duration.ofNanos(clock.getAsLong() - begun);
    }

    /** A line for a log. */
    String line() {
        long now = done.get();
        long time = (long) seconds();
        return name + ": " + count(now) + " (" + percent(now) + " %)"
                + pace(now, ", ", time > 0 ? " after " + duration(time) : "") + stepUnderWay(now);
    }

    private String stepUnderWay(long now) {
        return now < total ? step : "";
    }

    /** A line for a terminal. */
    String bar() {
        long now = done.get();
        int full = (int) (BAR * percent(now) / 100);
        return String.format(
                Locale.ROOT,
                "%-12s %3d %% |%s%s| %s%s",
                name,
                percent(now),
                "#".repeat(full),
                " ".repeat(BAR - full),
                count(now),
                pace(now, ", ", "") + stepUnderWay(now));
    }

    /** The line that remains on a terminal when the phase has ended. */
    String ended() {
        long now = done.get();
        long time = Math.round(seconds());
        return String.format(Locale.ROOT, "%-12s %3d %% %s", name, percent(now), count(now))
                + (time > 0 ? " in " + duration(time) : "");
    }

    /** A few words, for a line that several phases share. */
    String brief() {
        return name + " " + count(done.get());
    }

    private String count(long now) {
        return (now == total ? "" : NumberFormats.count(now) + " of ") + NumberFormats.count(total, unit.noun());
    }

    private long percent(long now) {
        return total == 0 ? 100 : Math.max(0, Math.min(100, now * 100 / total));
    }

    /** {@code before}, rate and time left, or {@code otherwise} where they would mean nothing. */
    private String pace(long now, String before, String otherwise) {
        OptionalDouble rate = rate(now);
        if (rate.isEmpty()) {
            return otherwise;
        }
        long left = (long) Math.ceil((total - now) / rate.getAsDouble());
        return before + NumberFormats.count(Math.round(rate.getAsDouble())) + "/s"
                + (left > 0 ? ", " + duration(left) + " left" : "");
    }

    private synchronized OptionalDouble rate(long count) {
        double now = seconds();
        samples.add(new Sample(now, count));
        while (samples.size() > 2 && now - samples.peekFirst().seconds() > RATE_WINDOW_SECONDS) {
            samples.removeFirst();
        }
        Sample then = samples.peekFirst();
        double time = now - then.seconds();
        long steps = count - then.done();
        return unit.isUniform() && time >= LEAST_RATE_SECONDS && steps > 0
                ? OptionalDouble.of(steps / time)
                : OptionalDouble.empty();
    }

    private double seconds() {
        return (clock.getAsLong() - begun) / NANOS_PER_SECOND;
    }

    private static String duration(long seconds) {
        return seconds < SECONDS_PER_MINUTE
                ? seconds + " s"
                : seconds / SECONDS_PER_MINUTE + " min " + seconds % SECONDS_PER_MINUTE + " s";
    }
}
