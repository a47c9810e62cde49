package dev.brickhouse.simulate;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How slow 99 of 100 steps of each operation may be. Immutable. */
public final class Thresholds {

    private static final double P99 = 99;

    private final Map<Operation, Double> millis;

    private Thresholds(Map<Operation, Double> millis) {
        this.millis = millis;
    }

    /**
     * Reads a number of milliseconds for all operations, or some for single ones such as {@code list=100,place=20.5}.
     *
     * @param text null or blank for no limit
     * @throws ConfigurationException if a name is unknown or a number is none above zero
     */
    public static Thresholds parse(String text) {
        Map<Operation, Double> millis = new EnumMap<>(Operation.class);
        if (text == null || text.isBlank()) {
            return new Thresholds(millis);
        }
        if (!text.contains("=")) {
            double all = number(text, text);
            for (Operation operation : Operation.values()) {
                millis.put(operation, all);
            }
            return new Thresholds(millis);
        }
        for (String part : text.split(",")) {
            String[] pair = part.split("=", 2);
            Operation operation = Operation.labelled(pair[0].strip()).orElseThrow(() -> problem(text, null));
            millis.put(operation, number(text, pair.length == 2 ? pair[1] : ""));
        }
        return new Thresholds(millis);
    }

    /** The operations that were slower, each with what it took; empty if all is well. */
    public List<String> exceededBy(SimulationResult result) {
        List<String> exceeded = new ArrayList<>();
        for (OperationResult operation : result.operations()) {
            Double limit = millis.get(operation.operation());
            double measured = operation.millis(P99);
            if (limit != null && operation.done() > 0 && measured > limit) {
                exceeded.add(String.format(
                        Locale.ROOT,
                        "p99 of %s is %.1f ms and may be %.1f ms",
                        operation.operation().label(),
                        measured,
                        limit));
            }
        }
        return exceeded;
    }

    private static double number(String text, String part) {
        try {
            double number = Double.parseDouble(part.strip());
            if (number > 0 && number < Double.POSITIVE_INFINITY) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw problem(text, e);
        }
        throw problem(text, null);
    }

    private static ConfigurationException problem(String text, Exception cause) {
        return new ConfigurationException(
                PropertyNames.SIMULATE_MAX_P99 + " is '" + text
                        + "', but it has to be a number of milliseconds above zero, such as 200, or such numbers for"
                        + " operations of " + PropertyNames.SIMULATE_MIX + ", such as list=100,place=20.",
                cause);
    }
}
