package dev.brickhouse.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Progress on a terminal: one line that changes, below a line for each phase that has ended.
 *
 * <p>It only writes. A library that takes over the terminal closes it when the process is asked to end, and then the
 * messages about the interruption are lost.
 */
public final class TerminalProgress extends TickingProgress {

    private static final Duration BETWEEN_UPDATES = Duration.ofMillis(200);

    /** Every terminal is this wide; a line that wraps cannot be erased. */
    private static final int WIDTH = 79;

    private final PrintStream out;
    private List<Phase> shown = List.of();
    private int drawn;
    private boolean stopped;

    /** Writes to the terminal of the process. */
    public TerminalProgress() {
        this(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII),
                BETWEEN_UPDATES,
                System::nanoTime);
    }

    TerminalProgress(PrintStream out, Duration betweenUpdates, LongSupplier clock) {
        super(betweenUpdates, Duration.ZERO, clock);
        this.out = out;
    }

    /** Whether the output goes to a terminal. */
    public static boolean isPossible() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // from Java 22 on a console may have no terminal, and has this method
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** A console that writes its lines above the progress instead of into it. */
    public Console above(Console console) {
        return Console.of(
                line -> interrupt(() -> console.info(line)),
                line -> interrupt(() -> console.warn(line)),
                line -> interrupt(() -> console.error(line)),
                line -> interrupt(() -> console.debug(line)));
    }

    /** Erases the progress and shows no more of it, since the process is about to end. */
    public synchronized void stop() {
        erase();
        stopped = true;
    }

    @Override
    boolean show(List<Phase> phases) {
        shown = phases;
        draw();
        return true;
    }

    @Override
    void end(Phase phase, List<Phase> others) {
        shown = others;
        if (!stopped) {
            erase();
            out.println(phase.ended());
            draw();
        }
    }

    private synchronized void interrupt(Runnable line) {
        erase();
        line.run();
        draw();
    }

    /** Leaves the cursor at the start of the line, so that whatever is printed next overwrites it. */
    private void draw() {
        if (stopped || shown.isEmpty()) {
            return;
        }
        String text = shown.size() == 1
                ? shown.get(0).bar()
                : shown.stream().map(Phase::brief).collect(Collectors.joining(", "));
        String line = text.substring(0, Math.min(WIDTH, text.length()));
        out.print('\r' + line + " ".repeat(Math.max(0, drawn - line.length())) + '\r');
        out.flush();
        drawn = line.length();
    }

    private void erase() {
        if (drawn > 0 && !stopped) {
            out.print('\r' + " ".repeat(drawn) + '\r');
            out.flush();
            drawn = 0;
        }
    }
}
