/** Checks that a database holds what it should: each check is a query that returns the keys of its violations. */
package dev.brickhouse.validate;
