package dev.brickhouse.console;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Progress as plain lines at intervals, for logs that are read afterwards. */
public final class LineProgress extends TickingProgress {

    /** What has only just begun ends at once, or has nothing to tell yet. */
    private static final Duration YOUNGEST = Duration.ofSeconds(1);

    private final Console console;

    /** @param between the time between two lines */
    public LineProgress(Console console, Duration between) {
        this(console, between, System::nanoTime);
    }

    LineProgress(Console console, Duration between, LongSupplier clock) {
        super(between, YOUNGEST, clock);
        this.console = console;
    }

    @Override
    boolean show(List<Phase> phases) {
        List<Phase> telling = phases.stream()
                .filter(phase -> phase.isDone() || phase.age().compareTo(YOUNGEST) >= 0)
                .toList();
        telling.forEach(phase -> console.info(phase.line()));
        return !telling.isEmpty();
    }

    @Override
    void end(Phase phase, List<Phase> others) {
        // the summary reports how the phase ended, but many short ones in a row would be a long silence
        if (takeTurn()) {
            console.info(phase.line());
        }
    }
}
