/** The days of a history, its holidays, and the hours in which people order and work. */
package dev.brickhouse.calendar;
