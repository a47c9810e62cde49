package dev.brickhouse.seed;

import dev.brickhouse.schema.RetailSchema;
import javax.sql.DataSource;

/**
 * Where a seed goes.
 *
 * @param dataSource a pool with at least two connections more than the seed has threads
 * @param schema where the tables and views are
 */
public record SeedTarget(DataSource dataSource, RetailSchema schema) {}
