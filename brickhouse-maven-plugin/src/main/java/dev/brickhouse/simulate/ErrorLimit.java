package dev.brickhouse.simulate;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How many of the steps may end in an error. What the business rejects and what is tried again with success is none. */
public final class ErrorLimit {

    public static final double DEFAULT_PERCENT = 1;

    private static final double ALL = 100;

    private final double percent;

    /**
     * @param percent of all steps, from 0 to 100
     * @throws ConfigurationException if it is another number
     */
    public ErrorLimit(double percent) {
        if (!(percent >= 0 && percent <= ALL)) {
            throw new ConfigurationException(PropertyNames.SIMULATE_MAX_ERRORS + " is " + percent
                    + ", but it has to be a number of percent from 0 to 100.");
        }
        this.percent = percent;
    }

    /**
     * What went beyond the limit; empty if all is well. An operation of which no step ended otherwise is beyond any limit but
     * 100, however rare it is among all steps.
     */
    public List<String> exceededBy(SimulationResult result) {
        List<String> exceeded = new ArrayList<>();
        if (percent == ALL) {
            return exceeded;
        }
        long errors =
                result.operations().stream().mapToLong(OperationResult::errors).sum();
        long steps =
                result.operations().stream().mapToLong(OperationResult::steps).sum();
        if (errors > steps * percent / ALL) {
            exceeded.add(String.format(Locale.ROOT, "%,d of %,d steps (%.1f %%)", errors, steps, errors * ALL / steps));
        }
        for (OperationResult each : result.operations()) {
            if (each.errors() > 0 && each.errors() == each.steps()) {
                exceeded.add("all steps of " + each.operation().label());
            }
        }
        if (result.failedRefreshes() > 0 && result.refreshes().isEmpty()) {
            exceeded.add("all refreshes of the views");
        }
        return exceeded;
    }

    /** What the build fails with, as a sentence without its end. */
    public String sentence(List<String> exceeded, SimulationResult result) {
        return "Too many errors: " + String.join(", ", exceeded) + ", where " + PropertyNames.SIMULATE_MAX_ERRORS
                + " allows "
                + (percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent)) + " %"
                + result.errorKinds().stream()
                        .findFirst()
                        .map(error -> "; most often " + error.operation() + " failed with \"" + error.message() + "\""
                                + (error.sqlState().isEmpty() ? "" : " (SQLSTATE " + error.sqlState() + ")"))
                        .orElse("");
    }
}
