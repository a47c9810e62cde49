/**
 * Which database a goal works on, and how it connects: settings and their sources, the JDBC URL, the pool, its
 * sessions.
 *
 * <p>{@link dev.brickhouse.connection.Databases} is the door: it resolves the settings and opens what they mean.
 */
package dev.brickhouse.connection;
