package dev.brickhouse.connection;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of the connection parameter <code>options</code>, such as <code>-c statement_timeout=5s -c geqo=off</code>.
 *
 * @param statementTimeout its statement_timeout in whole seconds, rounded up, or unchanged if it is not a time; null if
 *     it is not set
 * @param others the other options, or null
 */
record StartupOptions(String statementTimeout, String others) {

    private static final Pattern WORD = Pattern.compile("(?:\\\\.|[^\\s\\\\])+");
    private static final Pattern TIMEOUT =
            Pattern.compile("(?:-c|--)?\\s*statement[_-]timeout=(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile("'?\\s*(\\d+(?:\\.\\d+)?)\\s*(us|ms|s|min|h|d)?\\s*'?");
    private static final Map<String, String> MILLISECONDS =
            Map.of("us", "0.001", "ms", "1", "s", "1000", "min", "60000", "h", "3600000", "d", "86400000");

    static StartupOptions parse(String options) {
        String timeout = null;
        List<String> others = new ArrayList<>();
        List<String> words =
                WORD.matcher(options).results().map(word -> word.group()).toList();
        for (int i = 0; i < words.size(); i++) {
            boolean apart = words.get(i).equals("-c") && i + 1 < words.size();
            String setting = apart ? "-c " + words.get(++i) : words.get(i);
            Matcher match = TIMEOUT.matcher(setting);
            if (match.matches() && setting.startsWith("-")) {
                timeout = seconds(match.group(1).replaceAll("\\\\(.)", "$1"));
            } else {
                others.add(setting);
            }
        }
        return new StartupOptions(timeout, others.isEmpty() ? null : String.join(" ", others));
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
