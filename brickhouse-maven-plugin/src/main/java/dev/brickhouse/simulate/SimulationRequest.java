package dev.brickhouse.simulate;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import java.time.Duration;

/**
 * What is to be simulated.
 *
 * @param workers how many steps may be under way at the same time, from 1 to 1,000
 * @param mix how often each operation comes up
 * @param rate how many steps a second begin on average, up to a million; 0 for as many as the server manages
 * @param clock how many times faster than the clock on the wall the simulated day passes, above 0 up to a million
 * @param duration when it ends; null if the number of orders alone says so
 * @param orders after how many placed orders it ends; 0 if the duration alone says so
 * @param products how many products are ordered and sold, the best-selling ones; 0 for all
 * @param refreshEvery how often the views are refreshed; null for never
 * @param patience how long the server may be away before the simulation is given up
 * @param seed the random seed
 */
public record SimulationRequest(
        int workers,
        Mix mix,
        double rate,
        double clock,
        Duration duration,
        long orders,
        int products,
        Duration refreshEvery,
        Duration patience,
        long seed) {

    public static final int DEFAULT_WORKERS = 4;
    public static final double DEFAULT_CLOCK = 1440;
    public static final Duration DEFAULT_DURATION = Duration.ofSeconds(30);
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);

    private static final int MOST_WORKERS = 1_000;
    private static final double A_MILLION = 1_000_000;

    /** @throws ConfigurationException if a value is out of its range, or nothing would end the simulation */
    public SimulationRequest {
        require(PropertyNames.SIMULATE_WORKERS, workers, workers >= 1 && workers <= MOST_WORKERS, "from 1 to 1000");
        require(PropertyNames.SIMULATE_RATE, rate, rate >= 0 && rate <= A_MILLION, "from 0 to 1000000");
        require(PropertyNames.SIMULATE_CLOCK, clock, clock > 0 && clock <= A_MILLION, "above 0 and up to 1000000");
        require(PropertyNames.SIMULATE_ORDERS, orders, orders >= 0, "from 0 on");
        require(PropertyNames.SIMULATE_PRODUCTS, products, products >= 0, "from 0 on");
        if (duration == null && orders == 0) {
            duration = DEFAULT_DURATION;
        }
        if (orders > 0 && !mix.has(Operation.PLACE)) {
            throw new ConfigurationException(PropertyNames.SIMULATE_ORDERS + " is " + orders + ", but "
                    + PropertyNames.SIMULATE_MIX + " places none; give place a share, or set "
                    + PropertyNames.SIMULATE_DURATION + " instead.");
        }
    }

    private static void require(String property, Number value, boolean fits, String range) {
        if (!fits) {
            throw new ConfigurationException(property + " is " + value + ", but it has to be a number " + range + ".");
        }
    }
}
