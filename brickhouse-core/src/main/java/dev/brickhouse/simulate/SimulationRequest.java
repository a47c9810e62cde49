package dev.brickhouse.simulate;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.problem.ConfigurationException;
import java.time.Duration;
import java.util.Objects;

/**
 * The settings of a simulation.
 *
 * @param workers how many steps may run at the same time, from 1 to 1,000
 * @param mix how often each operation occurs
 * @param pattern how the load changes over the simulated day; one that is not the history's needs a rate
 * @param rate how many steps begin per second on average, up to a million; 0 for as many as the server manages
 * @param clock how many times faster than real time the simulated day passes, above 0 up to a million
 * @param warmUp how long the same load runs before that and is not counted; 0 for not at all
 * @param duration when it ends; null if only the number of orders ends it
 * @param orders after how many placed orders it ends, up to 2,147,483,647; 0 if only the duration ends it
 * @param products how many products to order and sell, the best-selling ones; 0 for all
 * @param refreshEvery how often to refresh the views; null for never
 * @param reconnectTimeout how long the server may be away
 * @param maxP99 how slow operations may be
 * @param maxErrors how many steps may fail
 * @param seed the random seed
 */
public record SimulationRequest(
        int workers,
        Mix mix,
        LoadPattern pattern,
        double rate,
        double clock,
        Duration warmUp,
        Duration duration,
        long orders,
        int products,
        Duration refreshEvery,
        Duration reconnectTimeout,
        Thresholds maxP99,
        ErrorLimit maxErrors,
        long seed) {

    public static final ParameterReader<Integer> WORKERS =
            ParameterReader.integer(PropertyNames.SIMULATE_WORKERS, 1, 1_000);
    public static final ParameterReader<Double> RATE =
            ParameterReader.decimal(PropertyNames.SIMULATE_RATE, "a number of steps per second", 0, 1_000_000);
    public static final ParameterReader<Double> CLOCK =
            ParameterReader.positive(PropertyNames.SIMULATE_CLOCK, 1_000_000);
    public static final ParameterReader<Duration> WARM_UP = ParameterReader.duration(PropertyNames.SIMULATE_WARM_UP);
    public static final ParameterReader<Duration> DURATION = ParameterReader.duration(PropertyNames.SIMULATE_DURATION);
    public static final ParameterReader<Long> ORDERS =
            ParameterReader.longInteger(PropertyNames.SIMULATE_ORDERS, "a whole number", 0, OrderCounts.MAX_TOTAL);
    public static final ParameterReader<Integer> PRODUCTS =
            ParameterReader.integer(PropertyNames.SIMULATE_PRODUCTS, 0, Integer.MAX_VALUE);
    public static final ParameterReader<Duration> REFRESH_EVERY =
            ParameterReader.duration(PropertyNames.SIMULATE_REFRESH_ANALYTICS);
    public static final ParameterReader<Duration> RECONNECT_TIMEOUT =
            ParameterReader.duration(PropertyNames.SIMULATE_RECONNECT_TIMEOUT);

    private static final Duration DEFAULT_DURATION = Duration.ofSeconds(30);
    private static final double DAY_PER_MINUTE = 1440;

    /** @throws ConfigurationException if a value is out of its range, or no order would be placed */
    public SimulationRequest {
        WORKERS.require(workers);
        RATE.require(rate);
        CLOCK.require(clock);
        ORDERS.require(orders);
        PRODUCTS.require(products);
        if (duration == null && orders == 0) {
            duration = DEFAULT_DURATION;
        }
        if (!pattern.isHistory() && rate == 0) {
            throw new ConfigurationException(PropertyNames.SIMULATE_PATTERN + " is " + pattern
                    + ", but without " + PropertyNames.SIMULATE_RATE
                    + " the workers do as much as the server manages at any time; set a rate.");
        }
        if (orders > 0 && !pattern.places(mix)) {
            throw new ConfigurationException(PropertyNames.SIMULATE_ORDERS + " is " + orders + ", but "
                    + PropertyNames.SIMULATE_MIX + " places none; give place a share, or set "
                    + PropertyNames.SIMULATE_DURATION + " instead.");
        }
    }

    /** Whether an operation occurs at any time. */
    boolean does(Operation operation) {
        return mix.has(operation) || pattern.mixes().stream().anyMatch(each -> each.has(operation));
    }

    /** As much load, at an even pace, for as long as the warm-up lasts, with other steps than those that count. */
    SimulationRequest forWarmUp() {
        return new SimulationRequest(
                workers,
                mix,
                rate == 0 ? pattern : LoadPattern.steady(),
                rate,
                clock,
                Duration.ZERO,
                warmUp,
                0,
                products,
                null,
                reconnectTimeout,
                maxP99,
                maxErrors,
                ~seed);
    }

    /** A builder with the defaults of the goal. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the settings. Null leaves a default. */
    public static final class Builder {

        private int workers = 4;
        private Mix mix = Mix.parse(null);
        private LoadPattern pattern = LoadPattern.LIKE_HISTORY;
        private double rate;
        private Double clock;
        private Duration warmUp = Duration.ZERO;
        private Duration duration;
        private long orders;
        private int products;
        private Duration refreshEvery;
        private Duration reconnectTimeout = Duration.ofSeconds(30);
        private Thresholds maxP99 = Thresholds.parse(null);
        private ErrorLimit maxErrors = new ErrorLimit(ErrorLimit.DEFAULT_PERCENT);
        private long seed = HistorySettings.DEFAULT_SEED;

        private Builder() {}

        public Builder workers(Integer value) {
            workers = Objects.requireNonNullElse(value, workers);
            return this;
        }

        public Builder mix(Mix value) {
            mix = Objects.requireNonNullElse(value, mix);
            return this;
        }

        public Builder pattern(LoadPattern value) {
            pattern = Objects.requireNonNullElse(value, pattern);
            return this;
        }

        public Builder rate(Double value) {
            rate = Objects.requireNonNullElse(value, rate);
            return this;
        }

        public Builder clock(Double value) {
            clock = value;
            return this;
        }

        public Builder warmUp(Duration value) {
            warmUp = Objects.requireNonNullElse(value, warmUp);
            return this;
        }

        public Builder duration(Duration value) {
            duration = value;
            return this;
        }

        public Builder orders(Long value) {
            orders = Objects.requireNonNullElse(value, orders);
            return this;
        }

        public Builder products(Integer value) {
            products = Objects.requireNonNullElse(value, products);
            return this;
        }

        public Builder refreshEvery(Duration value) {
            refreshEvery = value;
            return this;
        }

        public Builder reconnectTimeout(Duration value) {
            reconnectTimeout = Objects.requireNonNullElse(value, reconnectTimeout);
            return this;
        }

        public Builder maxP99(Thresholds value) {
            maxP99 = Objects.requireNonNullElse(value, maxP99);
            return this;
        }

        public Builder maxErrors(ErrorLimit value) {
            maxErrors = Objects.requireNonNullElse(value, maxErrors);
            return this;
        }

        public Builder seed(Long value) {
            seed = Objects.requireNonNullElse(value, seed);
            return this;
        }

        /** @throws ConfigurationException if a value is out of its range, or no order would be placed */
        public SimulationRequest build() {
            return new SimulationRequest(
                    workers,
                    mix,
                    pattern,
                    rate,
                    Objects.requireNonNullElse(clock, defaultClock()),
                    warmUp,
                    duration,
                    orders,
                    products,
                    refreshEvery,
                    reconnectTimeout,
                    maxP99,
                    maxErrors,
                    seed);
        }

        /** A day per minute, or with a pattern that day in the time that there is. */
        private double defaultClock() {
            return pattern.isHistory() || duration == null || duration.isZero()
                    ? DAY_PER_MINUTE
                    : (double) Duration.ofDays(1).toSeconds() / duration.toSeconds();
        }
    }
}
