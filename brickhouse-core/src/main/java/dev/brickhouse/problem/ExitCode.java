package dev.brickhouse.problem;

import java.util.Map;
import java.util.Optional;

/** Tells from the exit code of a program whether a signal ended it. */
public final class ExitCode {

    private static final int SIGNALED = 128;
    private static final int HIGHEST_SIGNAL = 31;

    /** Those that have the same number on Linux and macOS. */
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "HUP"),
            Map.entry(2, "INT"),
            Map.entry(3, "QUIT"),
            Map.entry(4, "ILL"),
            Map.entry(6, "ABRT"),
            Map.entry(8, "FPE"),
            Map.entry(9, "KILL"),
            Map.entry(11, "SEGV"),
            Map.entry(13, "PIPE"),
            Map.entry(15, "TERM"),
            Map.entry(24, "XCPU"),
            Map.entry(25, "XFSZ"));

    private ExitCode() {}

    /** The signal in words, such as "killed by signal 9 (KILL)"; empty if the program ended by itself. */
    public static Optional<String> signal(int exitCode) {
        int signal = signalOf(exitCode);
        String name = NAMES.get(signal);
        return signal == 0
                ? Optional.empty()
                : Optional.of("killed by signal " + signal + (name == null ? "" : " (" + name + ")"));
    }

    /** Who sends the signal and what to do, as the rest of a sentence after {@link #signal}; empty if there is none. */
    public static String remedy(int exitCode) {
        return switch (signalOf(exitCode)) {
            case 0 -> "";
            case 9 -> ", as the out-of-memory killer does; make sure that there is enough memory, and run this again";
            case 4, 6, 8, 11 -> ", which is a fault of the program; update it, and run this again";
            case 24, 25 -> ", since it reached a limit that ulimit sets; raise it, and run this again";
            default -> "; run this again";
        };
    }

    private static int signalOf(int exitCode) {
        int signal = exitCode - SIGNALED;
        return signal >= 1 && signal <= HIGHEST_SIGNAL ? signal : 0;
    }
}
