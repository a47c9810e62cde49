/**
 * The embedded PostgreSQL server: its programs, its data directory, its process, and who uses it.
 *
 * <p>{@link dev.brickhouse.embedded.EmbeddedServer} is the door: it starts a server, or joins the one that is running.
 */
package dev.brickhouse.embedded;
