package dev.brickhouse.console;

import java.time.Duration;
import java.util.Locale;

/** Formats numbers for the log, the same way in every goal and whatever the user's locale. */
public final class NumberFormats {

    /** As PostgreSQL counts them. */
    public static final long BYTES_PER_MEGABYTE = 1 << 20;

    private static final double NANOS_PER_SECOND = 1e9;

    private NumberFormats() {}

    /** A count, such as 242,291. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /**
     * A number of things with their name, such as 1 row, 242,291 rows or 2 indexes.
     *
     * @param noun in the singular, with a regular plural
     */
    public static String count(long number, String noun) {
        return count(number) + " " + (number == 1 ? noun : plural(noun));
    }

    private static String plural(String noun) {
        return noun.matches(".*(x|sh)") ? noun + "es" : noun.replaceAll("(?<=[^aeiou])y$", "ie") + "s";
    }

    /** Megabytes of 1,048,576 bytes, as PostgreSQL counts them, with two decimals, such as 1.25. */
    public static String megabytes(double bytes) {
        return String.format(Locale.ROOT, "%,.2f", bytes / BYTES_PER_MEGABYTE);
    }

    /** Seconds with two decimals, such as 2.54. */
    public static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f", time.toNanos() / NANOS_PER_SECOND);
    }
}
