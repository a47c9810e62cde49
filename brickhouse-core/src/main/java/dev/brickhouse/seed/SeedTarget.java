package dev.brickhouse.seed;

import dev.brickhouse.schema.RetailSchema;
import javax.sql.DataSource;

/**
 * Where a seed goes.
 *
 * @param dataSource a pool with as many connections as {@link Seeder#connections} tells
 * @param schema where the tables and views are
 */
public record SeedTarget(DataSource dataSource, RetailSchema schema) {}
