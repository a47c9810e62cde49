package dev.brickhouse.console;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Progress as plain lines at intervals, for logs that are read afterwards. */
public final class LineProgress extends TickingProgress {

    private final Console console;

    /** @param between the time between two lines */
    public LineProgress(Console console, Duration between) {
        this(console, between, System::nanoTime);
    }

    LineProgress(Console console, Duration between, LongSupplier clock) {
        super(between, clock);
        this.console = console;
    }

    @Override
    void show(List<Phase> phases) {
        phases.forEach(phase -> console.info(phase.line()));
    }

    @Override
    void end(Phase phase, List<Phase> others) {
        // the summary reports how the phase ended
    }
}
