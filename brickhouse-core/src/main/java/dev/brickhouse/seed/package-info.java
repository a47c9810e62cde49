/**
 * The main job: schema, catalog, inventory, orders and analytics, in that order, with everything that keeps it
 * repeatable and resumable.
 */
package dev.brickhouse.seed;
