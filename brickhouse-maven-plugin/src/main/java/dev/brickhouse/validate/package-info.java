/** Checks that a database holds what it ought to: each check is a query that returns the keys of what breaks its rule. */
package dev.brickhouse.validate;
