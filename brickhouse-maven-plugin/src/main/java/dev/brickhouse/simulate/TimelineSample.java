package dev.brickhouse.simulate;

/**
 * What one second of the simulation was like.
 *
 * @param at seconds after the start, at its end
 * @param perSecond how many steps ended a second
 * @param p50 the median latency in milliseconds
 * @param p99 the latency in milliseconds that 99 of 100 steps kept below
 * @param retries how many steps were begun anew
 */
public record TimelineSample(double at, double perSecond, double p50, double p99, long retries) {}
