package dev.brickhouse.maintain;

import dev.brickhouse.schema.RetailSchema;

/**
 * What is maintained, and how.
 *
 * @param schema the schema of the tables and that of the views
 * @param analyze whether to refresh the planner's statistics
 * @param vacuum whether to make the space of dead rows reusable
 * @param refresh whether to refresh the views first
 */
public record MaintenanceRequest(RetailSchema schema, boolean analyze, boolean vacuum, boolean refresh) {}
