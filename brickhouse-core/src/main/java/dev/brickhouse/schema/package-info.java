/**
 * The tables and views: created, upgraded, repaired, refreshed and recognised in any schema of a PostgreSQL database.
 */
package dev.brickhouse.schema;
