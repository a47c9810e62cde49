/**
 * The rows of a seed as a data source of Apache Spark: {@code spark.read().format("brickhouse").load("orders")}.
 *
 * <p>{@link dev.brickhouse.spark.BrickhouseSource} is the entry point. The driver reads the options and cuts the table
 * into slices of row numbers; the executors make the rows of their slices, each from the settings alone.
 */
package dev.brickhouse.spark;
