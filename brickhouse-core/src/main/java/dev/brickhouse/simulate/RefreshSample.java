package dev.brickhouse.simulate;

/**
 * A refresh of the views during the load.
 *
 * @param at when it began, in seconds after the start
 * @param seconds how long it took
 */
record RefreshSample(double at, double seconds) {}
