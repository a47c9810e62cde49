/**
 * What every room needs to work with SQL: identifiers and texts quoted into statements, transactions, the
 * settings that are pinned, and the budget of connections for programs next to a pool.
 */
package dev.brickhouse.sql;
