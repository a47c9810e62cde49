package dev.brickhouse.simulate;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.problem.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How many steps may fail. Steps that find nothing to do, or succeed when they are retried, have not failed. */
public final class ErrorLimit {

    public static final double DEFAULT_PERCENT = 1;

    public static final ParameterReader<Double> PERCENT =
            ParameterReader.decimal(PropertyNames.SIMULATE_MAX_ERRORS, "a percentage", 0, 100);

    private static final double ALL = 100;

    private final double percent;

    /**
     * @param percent of all steps, from 0 to 100
     * @throws ConfigurationException if it is another number
     */
    public ErrorLimit(double percent) {
        PERCENT.require(percent);
        this.percent = percent;
    }

    /** How many of 100 steps may fail, from 0 to 100. */
    double percent() {
        return percent;
    }

    /** Why a simulation had too many errors, as a sentence without its end; empty if it had not. */
    public Optional<String> problem(SimulationResult result) {
        List<String> exceeded = exceededBy(result);
        if (exceeded.isEmpty()) {
            return Optional.empty();
        }
        String limit = percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
        String commonest = result.errorKinds().stream()
                .findFirst()
                .map(error -> "; most often " + error.operation() + " failed with \"" + error.message() + "\""
                        + (error.sqlState().isEmpty() ? "" : " (SQLSTATE " + error.sqlState() + ")"))
                .orElse("");
        return Optional.of("Too many errors: " + String.join(", ", exceeded) + ", where "
                + PropertyNames.SIMULATE_MAX_ERRORS + " allows " + limit + " %" + commonest);
    }

    /**
     * What exceeded the limit. An operation whose steps all failed exceeds any limit but 100, however rare it is among
     * all steps.
     */
    List<String> exceededBy(SimulationResult result) {
        List<String> exceeded = new ArrayList<>();
        if (percent == ALL) {
            return exceeded;
        }
        long errors = result.errors();
        long steps =
                result.operations().stream().mapToLong(OperationStats::steps).sum();
        if (errors > steps * percent / ALL) {
            exceeded.add(String.format(Locale.ROOT, "%,d of %,d steps (%.1f %%)", errors, steps, errors * ALL / steps));
        }
        for (OperationStats each : result.operations()) {
            if (each.errors() > 0 && each.errors() == each.steps()) {
                exceeded.add("all steps of " + each.operation().label());
            }
        }
        if (result.failedRefreshes() > 0 && result.refreshes().isEmpty()) {
            exceeded.add("all refreshes of the views");
        }
        return exceeded;
    }
}
