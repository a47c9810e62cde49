package dev.brickhouse.seed;

import javax.sql.DataSource;

/**
 * Where a seed goes.
 *
 * @param dataSource a pool with as many connections as {@link Seeder#connections} tells
 * @param schema the schema of the tables, unquoted
 * @param analyticsSchema the schema of the views, unquoted
 */
public record SeedTarget(DataSource dataSource, String schema, String analyticsSchema) {}
