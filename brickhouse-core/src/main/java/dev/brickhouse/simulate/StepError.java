package dev.brickhouse.simulate;

/**
 * A reason why steps were given up.
 *
 * @param operation the operation of the steps
 * @param sqlState the server's code; empty if the error did not come from the server
 * @param message what the first of them failed with
 * @param count how many of them there were
 */
record StepError(String operation, String sqlState, String message, long count) {}
