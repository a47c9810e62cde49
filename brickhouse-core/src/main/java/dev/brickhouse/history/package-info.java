/**
 * The order generator: order number n as a pure function of (seed, settings, n), without I/O, from what is demanded to
 * how it is reviewed, delivered or cancelled.
 *
 * <p>{@link dev.brickhouse.history.History} is the entry point: it plans how many orders are still open in each time
 * slot, and its cursors make the orders one by one, in any order, without garbage.
 */
package dev.brickhouse.history;
