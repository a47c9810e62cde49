/**
 * Connects to the database that was resolved from the settings: the pool, its sessions, and their waits for locks.
 *
 * <p>{@link dev.brickhouse.connection.Databases} is the door.
 */
package dev.brickhouse.connection;
