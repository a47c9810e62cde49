/** The seeded business goes on working: orders, stock and dashboards under load, and how fast the server answers. */
package dev.brickhouse.simulate;
