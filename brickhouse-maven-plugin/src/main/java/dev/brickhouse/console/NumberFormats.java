package dev.brickhouse.console;

import java.time.Duration;
import java.util.Locale;

/** Writes numbers for a log, the same way in every goal and whatever the user's locale. */
public final class NumberFormats {

    private static final double NANOS_PER_SECOND = 1e9;

    private NumberFormats() {}

    /** A number of things, such as 242,291. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Seconds with two decimals, such as 2.54. */
    public static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f", time.toNanos() / NANOS_PER_SECOND);
    }
}
