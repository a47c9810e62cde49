package dev.brickhouse.simulate;

import dev.brickhouse.problem.ConfigurationException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as users write them. */
public final class TimeSpan {

    private static final Pattern SPAN = Pattern.compile("(\\d{1,9})\\s*(s|m|h)?");

    private TimeSpan() {}

    /**
     * Reads seconds such as {@code 30}, or {@code 30s}, {@code 5m} or {@code 2h}.
     *
     * @param property the property that has the value
     * @return null if there is no value
     * @throws ConfigurationException if it is not a duration of at least a second
     */
    public static Duration parse(String property, String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Matcher span = SPAN.matcher(text.strip());
        if (!span.matches() || Long.parseLong(span.group(1)) == 0) {
            throw new ConfigurationException(property + " is '" + text
                    + "', but it has to be a whole number of seconds from 1, or a duration such as 30s, 5m or 2h.");
        }
        long number = Long.parseLong(span.group(1));
        String unit = span.group(2) == null ? "s" : span.group(2);
        return switch (unit) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofSeconds(number);
        };
    }
}
