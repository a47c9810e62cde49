/**
 * The door for programs and tests that are not built with Maven: a seeded database in three lines.
 *
 * <p>{@link dev.brickhouse.Brickhouse} starts it, {@link dev.brickhouse.SeededDatabase} is it, and
 * {@link dev.brickhouse.CloneDatabase} is one more that may be changed. All else in this artifact may change in any
 * version.
 */
package dev.brickhouse;
