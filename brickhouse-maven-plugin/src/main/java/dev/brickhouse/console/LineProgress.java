package dev.brickhouse.console;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Progress as a plain line every few seconds, for logs that are read afterwards. */
public final class LineProgress implements Progress {

    private final Console console;
    private final long nanosBetweenLines;

    /** @param between the least time between two lines of a phase */
    public LineProgress(Console console, Duration between) {
        this.console = console;
        this.nanosBetweenLines = between.toNanos();
    }

    @Override
    public Task begin(String phase, long total, long done) {
        return new Lines(phase, total, done);
    }

    private final class Lines implements Task {

        private final String phase;
        private final long total;
        private final long doneBefore;
        private final long begun = System.nanoTime();
        private final AtomicLong done;
        private final AtomicLong nextLine = new AtomicLong(begun + nanosBetweenLines);

        Lines(String phase, long total, long done) {
            this.phase = phase;
            this.total = total;
            this.doneBefore = done;
            this.done = new AtomicLong(done);
        }

        @Override
        public void advance(long steps) {
            long now = done.addAndGet(steps);
            long time = System.nanoTime();
            long next = nextLine.get();
            if (time - next >= 0 && nextLine.compareAndSet(next, time + nanosBetweenLines)) {
                console.info(line(now, time - begun));
            }
        }

        private String line(long now, long nanos) {
            double perSecond = (now - doneBefore) * 1e9 / Math.max(1, nanos);
            long secondsLeft = perSecond > 0 ? (long) Math.ceil((total - now) / perSecond) : 0;
            return String.format(
                    Locale.ROOT,
                    "%s: %,d of %,d (%d %%), %,.0f/s, %d s left",
                    phase,
                    now,
                    total,
                    total == 0 ? 100 : now * 100 / total,
                    perSecond,
                    secondsLeft);
        }

        @Override
        public void close() {
            // the summary says how the phase ended
        }
    }
}
