package dev.brickhouse.simulate;

/**
 * A refresh of the views beside the load.
 *
 * @param at seconds after the start, at its beginning
 * @param seconds how long it took
 */
public record RefreshSample(double at, double seconds) {}
