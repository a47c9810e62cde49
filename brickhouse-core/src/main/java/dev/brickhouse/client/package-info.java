/**
 * PostgreSQL's own programs pg_dump, pg_restore and psql: where they are, running them as children of this process, and
 * what their messages mean.
 *
 * <p>{@link dev.brickhouse.client.ClientPrograms} finds them, {@link dev.brickhouse.client.ChildProcess} runs them.
 */
package dev.brickhouse.client;
