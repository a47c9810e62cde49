package dev.brickhouse.maintain;

import dev.brickhouse.schema.RetailSchema;

/**
 * What is looked after, and how.
 *
 * @param schema the schema of the tables, unquoted
 * @param analyticsSchema the schema of the views, unquoted
 * @param analyze whether the planner's statistics are renewed
 * @param vacuum whether the space of dead rows is made usable again
 * @param refresh whether the views are brought in step with the tables first
 */
public record MaintenanceRequest(RetailSchema schema, boolean analyze, boolean vacuum, boolean refresh) {}
