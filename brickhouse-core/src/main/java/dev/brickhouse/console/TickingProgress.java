package dev.brickhouse.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Shows phases at regular intervals from its own thread, whether they advance or not: users also want to know that an
 * index is still being built. The thread ends with the last phase.
 */
abstract class TickingProgress implements Progress {

    private final long interval;
    private final long youngest;
    private final LongSupplier clock;
    private final List<Phase> active = new ArrayList<>();
    private ScheduledExecutorService ticker;
    private long lastShown;

    /** @param youngest how long a phase is under way before it is shown, unless it has ended */
    TickingProgress(Duration interval, Duration youngest, LongSupplier clock) {
        this.interval = interval.toNanos();
        this.youngest = youngest.toNanos();
        this.clock = clock;
        this.lastShown = clock.getAsLong();
    }

    /**
     * Shows the running phases, at least one; never called by two threads at once.
     *
     * @return whether anything is shown
     */
    abstract boolean show(List<Phase> phases);

    /** Shows that a phase has ended; never called by two threads at once. */
    abstract void end(Phase phase, List<Phase> others);

    @Override
    public final Task begin(String phase, long total, long done) {
        return begin(phase, Unit.STEPS, total, done);
    }

    @Override
    public final Task begin(String name, Unit unit, long total, long done) {
        Phase phase = new Phase(name, unit, total, done, clock);
        add(phase);
        return new Task() {
            @Override
            public void advance(long steps) {
                phase.advance(steps);
            }

            @Override
            public void at(String step) {
                phase.at(step);
            }

            @Override
            public void close() {
                remove(phase);
            }
        };
    }

    /** Shows the running phases now. */
    final synchronized void tick() {
        if (!active.isEmpty() && show(List.copyOf(active))) {
            lastShown = clock.getAsLong();
        }
    }

    /** Whether nothing was shown for as long as the interval, be it because all phases were short; it is shown then. */
    final synchronized boolean takeTurn() {
        long now = clock.getAsLong();
        boolean due = now - lastShown >= interval;
        lastShown = due ? now : lastShown;
        return due;
    }

    private synchronized void add(Phase phase) {
        active.add(phase);
        if (ticker == null) {
            ticker = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "brickhouse-progress");
                thread.setDaemon(true);
                return thread;
            });
            // many short phases in a row would be a long silence too
            long since = clock.getAsLong() - lastShown;
            ticker.scheduleAtFixedRate(
                    this::tick, Math.max(youngest, interval - since), interval, TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void remove(Phase phase) {
        if (active.remove(phase)) {
            end(phase, List.copyOf(active));
        }
        if (active.isEmpty() && ticker != null) {
            ticker.shutdownNow();
            ticker = null;
        }
    }
}
