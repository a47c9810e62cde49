/**
 * The demand model and the order generator: order number n as a pure function of (seed, settings, n), without I/O.
 *
 * <p>{@link dev.brickhouse.history.History} is the entry point: it plans how many orders of each status fall into each time
 * slot, and its cursors make the orders one by one, in any order, without garbage.
 */
package dev.brickhouse.history;
