package dev.brickhouse.simulate;

/**
 * A reason for which steps were given up.
 *
 * @param operation what they were about
 * @param sqlState the server's code of it; empty if it did not come from the server
 * @param message what the first of them failed with
 * @param count how many of them there were
 */
public record StepError(String operation, String sqlState, String message, long count) {}
