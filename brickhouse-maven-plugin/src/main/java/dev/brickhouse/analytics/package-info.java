/** The materialized views for dashboards, kept in step with the tables. */
package dev.brickhouse.analytics;
