/** Routine maintenance: statistics, dead rows and stale views. */
package dev.brickhouse.maintain;
