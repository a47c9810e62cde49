package dev.brickhouse.simulate;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The state that all threads of a simulation share: when it began, when it ends, and why. Safe for use by several
 * threads.
 */
final class RunState {

    static final long MOST_NANOS_ASLEEP = 50_000_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final SimulationRequest request;
    private final ArrivalSchedule arrivals;
    private final long start = System.nanoTime();
    private final AtomicLong nextStep = new AtomicLong();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong placing = new AtomicLong();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private volatile boolean ended;
    private volatile boolean abandoned;

    /** @param arrivals null if each step begins as soon as a worker is free */
    RunState(SimulationRequest request, ArrivalSchedule arrivals) {
        this.request = request;
        this.arrivals = arrivals;
    }

    /** Whether no further step may begin. */
    boolean isEnding() {
        return ended
                || request.duration() != null && nanos() >= request.duration().toNanos();
    }

    /** Ends the simulation; running steps are not retried if they fail. */
    void abandon() {
        ended = true;
        abandoned = true;
    }

    /** Whether failed steps are not retried. */
    boolean isAbandoned() {
        return abandoned;
    }

    /** Ends the simulation because no step can succeed any more. */
    void fail(RuntimeException reason) {
        failure.compareAndSet(null, reason);
        abandon();
    }

    /** Why the simulation failed; null if it did not. */
    RuntimeException failure() {
        return failure.get();
    }

    long nanos() {
        return System.nanoTime() - start;
    }

    double seconds() {
        return nanos() / NANOS_PER_SECOND;
    }

    /** What is done at a moment of the simulated day, in nanoseconds after the start. */
    Mix mixAt(long nanos) {
        return arrivals == null
                ? request.mix()
                : request.pattern().mix(arrivals.timeAt(nanos)).orElse(request.mix());
    }

    /** Assigns the number of the next step. */
    long nextStep() {
        return nextStep.getAndIncrement();
    }

    /**
     * Waits until a step is due.
     *
     * @return the time from which its latency counts, or -1 if the simulation ends first
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

    /** How many steps were due before the time was up and had not begun. */
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

    /** Claims one of the orders to be placed. Returns false if there are no more. */
    boolean claimOrder() {
        if (request.orders() == 0) {
            return true;
        }
        long number = placing.getAndIncrement();
        if (number >= request.orders() - 1) {
            ended = true;
        }
        return number < request.orders();
    }
}
