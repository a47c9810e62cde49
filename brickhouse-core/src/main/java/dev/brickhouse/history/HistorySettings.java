package dev.brickhouse.history;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.demand.DemandSettings;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.problem.ConfigurationException;
import java.time.LocalDate;

/**
 * Everything that the history depends on besides the catalog: the same settings give the same orders, to the byte.
 *
 * @param seed the random seed, any number
 * @param asOf the day at whose first instant the history ends: no date is later; from 1970-01-01 to 2199-12-31
 * @param months how far the history reaches back from {@code asOf}, from 1 to 120 months
 * @param growthRate by which fraction demand grows a month, from -0.5 to 1 (0.01 is 1 %)
 * @param seasonality strength of all seasons (summer high, what sells when), from 0 (none) to 2; 1 is the model's own
 * @param popularityExponent exponent of the Zipf law by which products of a category sell, from 0 (all alike) to 3
 * @param counts how many orders of each status there are
 */
public record HistorySettings(
        long seed,
        LocalDate asOf,
        int months,
        double growthRate,
        double seasonality,
        double popularityExponent,
        OrderCounts counts) {

    public static final long DEFAULT_SEED = 42;
    public static final int DEFAULT_MONTHS = 12;
    public static final double DEFAULT_GROWTH_RATE = 0.01;
    public static final double DEFAULT_SEASONALITY = 1.0;
    public static final double DEFAULT_POPULARITY_EXPONENT = 0.9;

    public static final ParameterReader<Long> SEED = ParameterReader.longInteger(PropertyNames.RANDOM_SEED);
    public static final ParameterReader<LocalDate> AS_OF =
            ParameterReader.day(PropertyNames.AS_OF, LocalDate.of(1970, 1, 1), LocalDate.of(2199, 12, 31));
    public static final ParameterReader<Integer> MONTHS = ParameterReader.integer(PropertyNames.MONTHS, 1, 120);
    public static final ParameterReader<Double> GROWTH_RATE =
            ParameterReader.decimal(PropertyNames.GROWTH_RATE, -0.5, 1);
    public static final ParameterReader<Double> SEASONALITY = ParameterReader.decimal(PropertyNames.SEASONALITY, 0, 2);
    public static final ParameterReader<Double> POPULARITY_EXPONENT =
            ParameterReader.decimal(PropertyNames.POPULARITY_EXPONENT, 0, 3);

    /** @throws ConfigurationException if a value is out of its range */
    public HistorySettings {
        AS_OF.require(asOf);
        MONTHS.require(months);
        GROWTH_RATE.require(growthRate);
        SEASONALITY.require(seasonality);
        POPULARITY_EXPONENT.require(popularityExponent);
    }

    /** The default settings. */
    public static HistorySettings defaults(LocalDate asOf) {
        return new HistorySettings(
                DEFAULT_SEED,
                asOf,
                DEFAULT_MONTHS,
                DEFAULT_GROWTH_RATE,
                DEFAULT_SEASONALITY,
                DEFAULT_POPULARITY_EXPONENT,
                OrderCounts.DEFAULT);
    }

    /** The same settings with other counts. */
    public HistorySettings withCounts(OrderCounts other) {
        return new HistorySettings(seed, asOf, months, growthRate, seasonality, popularityExponent, other);
    }

    /** The same settings with another as-of date. */
    public HistorySettings withAsOf(LocalDate other) {
        return new HistorySettings(seed, other, months, growthRate, seasonality, popularityExponent, counts);
    }

    /** What demand depends on. */
    public DemandSettings demand() {
        return new DemandSettings(seed, asOf, months, growthRate, seasonality, popularityExponent, counts.total());
    }
}
