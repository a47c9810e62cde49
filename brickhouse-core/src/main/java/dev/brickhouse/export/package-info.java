/** The rows of a seed or of a database as files: Parquet, CSV or newline-delimited JSON. */
package dev.brickhouse.export;
