/**
 * What the shops order, when and how much: from the seasons, promotions and launches that move what guests drink over
 * the needs of each shop to the lines of each visit. Pure, without I/O.
 *
 * <p>{@link dev.brickhouse.demand.Demand} is the entry point: it plans how many orders fall into each time slot, and
 * makes the lines of any slot alone. {@link dev.brickhouse.demand.HourlyDemand} is the same by the hour, roughly, for
 * what is simulated.
 */
package dev.brickhouse.demand;
