package dev.brickhouse.simulate;

/**
 * One second of the simulation.
 *
 * @param at when it ended, in seconds after the start
 * @param perSecond how many steps were done per second
 * @param p50 the median latency in milliseconds
 * @param p99 the latency in milliseconds that 99 of 100 steps stayed within
 * @param retries how many times steps were retried
 */
record TimelineSample(double at, double perSecond, double p50, double p99, long retries) {}
