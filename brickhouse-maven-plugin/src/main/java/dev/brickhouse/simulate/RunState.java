package dev.brickhouse.simulate;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** What all workers of a simulation share: when it began, when it ends, and why. Safe for use by several threads. */
final class RunState {

    private static final long MOST_NANOS_ASLEEP = 50_000_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final SimulationRequest request;
    private final ArrivalSchedule arrivals;
    private final long start = System.nanoTime();
    private final AtomicLong nextStep = new AtomicLong();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong placing = new AtomicLong();
    private final AtomicLong lastAnswer = new AtomicLong(start);
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private volatile boolean ended;
    private volatile boolean abandoned;

    /** @param arrivals null if a step begins as soon as a worker is free */
    RunState(SimulationRequest request, ArrivalSchedule arrivals) {
        this.request = request;
        this.arrivals = arrivals;
    }

    /** Whether no further step is to be begun. */
    boolean isEnding() {
        return ended
                || request.duration() != null && nanos() >= request.duration().toNanos();
    }

    /** Ends the whole; steps that are under way are not tried again if they fail. */
    void abandon() {
        ended = true;
        abandoned = true;
    }

    /** Whether a step that failed is not to be tried again. */
    boolean isAbandoned() {
        return abandoned;
    }

    /** Ends the whole since nothing can succeed any more. */
    void fail(RuntimeException reason) {
        failure.compareAndSet(null, reason);
        abandon();
    }

    /** Why the whole failed; null if it did not. */
    RuntimeException failure() {
        return failure.get();
    }

    long nanos() {
        return System.nanoTime() - start;
    }

    double seconds() {
        return nanos() / NANOS_PER_SECOND;
    }

    /** The number of a step that nobody else has. */
    long nextStep() {
        return nextStep.getAndIncrement();
    }

    /**
     * Waits until a step is due.
     *
     * @return the instant from which its latency counts, or -1 if the end comes first
     */
    long awaitStep(long step) {
        if (arrivals == null) {
            return isEnding() ? -1 : nanos();
        }
        long due = arrivals.nanosOf(step);
        while (!isEnding()) {
            long left = due - nanos();
            if (left <= 0) {
                begun.incrementAndGet();
                return due;
            }
            LockSupport.parkNanos(Math.min(left, MOST_NANOS_ASLEEP));
        }
        return -1;
    }

    /** How many steps were due before the time was up and had not begun then. */
    long notBegun() {
        if (arrivals == null
                || request.duration() == null
                || nanos() < request.duration().toNanos()) {
            return 0;
        }
        long due = begun.get();
        while (arrivals.nanosOf(due) < request.duration().toNanos()) {
            due++;
        }
        return due - begun.get();
    }

    /** Whether one more order may be placed. */
    boolean mayPlace() {
        if (request.orders() == 0) {
            return true;
        }
        long number = placing.getAndIncrement();
        if (number >= request.orders() - 1) {
            ended = true;
        }
        return number < request.orders();
    }

    /** The server has answered. */
    void answered() {
        lastAnswer.set(System.nanoTime());
    }

    /** How long the server has not answered anybody. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastAnswer.get());
    }
}
