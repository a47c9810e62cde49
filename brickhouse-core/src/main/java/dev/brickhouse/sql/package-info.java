/** SQL from resources, and identifiers quoted into it. */
package dev.brickhouse.sql;
