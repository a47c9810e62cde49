package dev.brickhouse.simulate;

import java.util.List;

/**
 * A second of the simulation, or a longer interval of a long one.
 *
 * @param at when it ended, in seconds after the start
 * @param perSecond how many steps were done per second
 * @param p50 the median latency in milliseconds
 * @param p99 the latency in milliseconds that 99 of 100 steps stayed within
 * @param retries how many times steps were retried
 * @param errors how many steps were given up
 * @param operations the operations that were done, each on its own
 */
record TimelineSample(
        double at, double perSecond, double p50, double p99, long retries, long errors, List<OfOperation> operations) {

    /**
     * An operation in that time.
     *
     * @param p50 the median latency in milliseconds
     * @param p99 the latency in milliseconds that 99 of 100 of its steps stayed within
     */
    record OfOperation(Operation operation, double perSecond, double p50, double p99) {}
}
