/** A realistic load on the seeded data: orders, stock and dashboards, and how fast the server answers. */
package dev.brickhouse.simulate;
