package dev.brickhouse.settings;

import dev.brickhouse.config.PropertyNames;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of the connection parameter <code>options</code>, such as <code>-c statement_timeout=5s -c geqo=off</code>.
 *
 * @param timeouts those that this plugin has properties for, by property: in whole seconds, rounded up, or unchanged if
 *     they are not a time
 * @param others the other options, or null
 */
record StartupOptions(Map<String, String> timeouts, String others) {

    private static final Map<String, String> PROPERTIES =
            Map.of("statement_timeout", PropertyNames.STATEMENT_TIMEOUT, "lock_timeout", PropertyNames.LOCK_TIMEOUT);

    private static final Pattern WORD = Pattern.compile("(?:\\\\.|[^\\s\\\\])+");
    private static final Pattern TIMEOUT =
            Pattern.compile("(?:-c|--)\\s*((?:statement|lock)[_-]timeout)=(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile("'?\\s*(\\d+(?:\\.\\d+)?)\\s*(us|ms|s|min|h|d)?\\s*'?");
    private static final Map<String, String> MILLISECONDS =
            Map.of("us", "0.001", "ms", "1", "s", "1000", "min", "60000", "h", "3600000", "d", "86400000");

    static StartupOptions parse(String options) {
        Map<String, String> timeouts = new HashMap<>();
        List<String> others = new ArrayList<>();
        List<String> words =
                WORD.matcher(options).results().map(word -> word.group()).toList();
        for (int i = 0; i < words.size(); i++) {
            boolean apart = words.get(i).equals("-c") && i + 1 < words.size();
            String setting = apart ? "-c " + words.get(++i) : words.get(i);
            Matcher match = TIMEOUT.matcher(setting);
            if (match.matches()) {
                String name = match.group(1).toLowerCase(Locale.ROOT).replace('-', '_');
                timeouts.put(PROPERTIES.get(name), seconds(match.group(2).replaceAll("\\\\(.)", "$1")));
            } else {
                others.add(setting);
            }
        }
        return new StartupOptions(timeouts, others.isEmpty() ? null : String.join(" ", others));
    }

    /** PostgreSQL takes a number without a unit for milliseconds. */
    private static String seconds(String time) {
        Matcher match = TIME.matcher(time);
        if (!match.matches()) {
            return time;
        }
        String unit = match.group(2) == null ? "ms" : match.group(2);
        return new BigDecimal(match.group(1))
                .multiply(new BigDecimal(MILLISECONDS.get(unit)))
                .divide(new BigDecimal("1000"), 0, RoundingMode.CEILING)
                .toPlainString();
    }
}
