/** The tables: made, upgraded and recognised in any schema of any PostgreSQL database. */
package dev.brickhouse.schema;
