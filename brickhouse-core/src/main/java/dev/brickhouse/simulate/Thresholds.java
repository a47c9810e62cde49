package dev.brickhouse.simulate;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How slow 99 of 100 steps of each operation may be. Immutable. */
public final class Thresholds {

    private static final double P99 = 99;

    private final Map<Operation, Double> millis;

    private Thresholds(Map<Operation, Double> millis) {
        this.millis = millis;
    }

    /**
     * Reads a number of milliseconds for all operations, or numbers for some of them, such as
     * {@code list=100,place=20.5}.
     *
     * @param text null or blank for no limit
     * @throws ConfigurationException if a name is unknown or repeated, or a number is not above zero
     */
    public static Thresholds parse(String text) {
        if (text == null || text.isBlank()) {
            return new Thresholds(Map.of());
        }
        Map<Operation, String> limits = text.contains("=")
                ? Operation.parseList(text, what -> problem(text, what))
                : Arrays.stream(Operation.values()).collect(Collectors.toMap(operation -> operation, all -> text));
        Map<Operation, Double> millis = new EnumMap<>(Operation.class);
        limits.forEach((operation, limit) -> millis.put(operation, number(text, limit)));
        return new Thresholds(millis);
    }

    /** The limits in milliseconds by the label of the operation; an operation without one is absent. */
    Map<String, Double> byLabel() {
        Map<String, Double> limits = new LinkedHashMap<>();
        millis.forEach((operation, limit) -> limits.put(operation.label(), limit));
        return limits;
    }

    /** Why a simulation was too slow, as a sentence without its end; empty if it was not. */
    public Optional<String> problem(SimulationResult result) {
        List<String> exceeded = exceededBy(result);
        return exceeded.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Slower than " + PropertyNames.SIMULATE_MAX_P99 + " allows: " + String.join(", ", exceeded));
    }

    /** The operations that were slower, each with its measured value and limit. */
    List<String> exceededBy(SimulationResult result) {
        return result.operations().stream()
                .filter(each -> each.millis(P99) > millis.getOrDefault(each.operation(), Double.MAX_VALUE))
                .map(each -> String.format(
                        Locale.ROOT,
                        "p99 of %s is %.1f ms (limit %.1f ms)",
                        each.operation().label(),
                        each.millis(P99),
                        millis.get(each.operation())))
                .toList();
    }

    private static double number(String text, String limit) {
        double number;
        try {
            number = Double.parseDouble(limit.strip());
        } catch (NumberFormatException e) {
            number = Double.NaN;
        }
        if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
            throw problem(text, "has the limit '" + limit.strip() + "'");
        }
        return number;
    }

    private static ConfigurationException problem(String text, String what) {
        return new ConfigurationException(PropertyNames.SIMULATE_MAX_P99 + " is '" + text + "' and " + what
                + ", but it has to be a number of milliseconds above zero, such as 200, or such numbers, such as"
                + " list=100,place=20, for some of "
                + Arrays.stream(Operation.values()).map(Operation::label).collect(Collectors.joining(", ")) + ".");
    }
}
