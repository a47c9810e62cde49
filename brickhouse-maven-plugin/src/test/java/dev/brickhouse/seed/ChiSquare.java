package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;

/** Pearson's chi-square test of observed counts against expected ones. */
final class ChiSquare {

    /** The standard normal quantile of 0.999: a model that is right is refused once in a thousand seeds. */
    private static final double QUANTILE = 3.0902;

    /** Cells below this are taken as one, since with them the statistic does not follow its distribution. */
    private static final double LEAST_EXPECTED = 5;

    private final Map<String, Double> observed = new LinkedHashMap<>();
    private final Map<String, Double> expected = new LinkedHashMap<>();

    void observe(String cell, double count) {
        observed.merge(cell, count, Double::sum);
    }

    void expect(String cell, double count) {
        expected.merge(cell, count, Double::sum);
    }

    /** @param constraints how many sums of expected counts were taken from the observed ones */
    void assertFits(int constraints) {
        assertThat(expected.keySet()).containsAll(observed.keySet());
        double statistic = 0;
        int cells = 0;
        double rareObserved = 0;
        double rareExpected = 0;
        for (Map.Entry<String, Double> cell : expected.entrySet()) {
            double count = observed.getOrDefault(cell.getKey(), 0.0);
            if (cell.getValue() < LEAST_EXPECTED) {
                rareObserved += count;
                rareExpected += cell.getValue();
            } else {
                statistic += term(count, cell.getValue());
                cells++;
            }
        }
        if (rareExpected > 0) {
            statistic += term(rareObserved, rareExpected);
            cells++;
        }
        double freedom = cells - constraints;
        assertThat(statistic)
                .as("chi-square with %s degrees of freedom", freedom)
                .isLessThan(critical(freedom));
    }

    private static double term(double observed, double expected) {
        return (observed - expected) * (observed - expected) / expected;
    }

    /** By Wilson and Hilferty, "The Distribution of Chi-Square", PNAS 1931. */
    private static double critical(double freedom) {
        double variance = 2 / (9 * freedom);
        return freedom * Math.pow(1 - variance + QUANTILE * Math.sqrt(variance), 3);
    }
}
