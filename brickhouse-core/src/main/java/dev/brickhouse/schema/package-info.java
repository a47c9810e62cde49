/**
 * The tables and views: created, upgraded, repaired, refreshed and recognized in any schema of a PostgreSQL database.
 */
package dev.brickhouse.schema;
