package dev.brickhouse.mojo;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.LineProgress;
import dev.brickhouse.console.Progress;
import dev.brickhouse.console.TerminalProgress;
import java.time.Duration;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;

/** What a goal shows while it runs: lines in Maven's log and, at a terminal, a bar below them. Thread-safe. */
final class GoalOutput {

    private static final Duration BETWEEN_PROGRESS_LINES = Duration.ofSeconds(5);

    private final Log log;
    private final MavenSession session;
    private TerminalProgress bar;

    GoalOutput(Log log, MavenSession session) {
        this.log = log;
        this.session = session;
    }

    Console console() {
        Console console = Console.of(log::info, log::warn, log::error, log::debug);
        return showsBar() ? bar().above(console) : console;
    }

    Progress progress() {
        if (!log.isInfoEnabled()) {
            return Progress.NONE;
        }
        return showsBar() ? bar() : new LineProgress(console(), BETWEEN_PROGRESS_LINES);
    }

    /** Whether somebody watches at a terminal. */
    boolean isWatched() {
        return session.getRequest().isInteractiveMode() && TerminalProgress.isPossible();
    }

    synchronized void stopBar() {
        if (bar != null) {
            bar.stop();
        }
    }

    private boolean showsBar() {
        return log.isInfoEnabled() && isWatched();
    }

    private synchronized TerminalProgress bar() {
        if (bar == null) {
            bar = new TerminalProgress();
        }
        return bar;
    }
}
