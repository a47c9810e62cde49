/**
 * Which database a goal works on: settings and the sources they come from, the embedded server, the connection pool.
 *
 * <p>{@link dev.brickhouse.connection.Databases} is the door: it plans from a request and opens what was planned.
 */
package dev.brickhouse.connection;
