package dev.brickhouse.spark;

import java.util.Map;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * A part of a table, which an executor finds and makes from this alone.
 *
 * @param settings what the rows depend on
 * @param index the number of the slice, from 0
 * @param slices how many there are
 * @param limit how many rows all of them have together at the most
 */
record Slice(Map<String, String> settings, int index, int slices, long limit) implements InputPartition {

    /** The number of its first row, from 0, if the table has so many. */
    long from(long rows) {
        return boundary(index, rows);
    }

    /** The number after its last row. */
    long to(long rows) {
        return boundary(index + 1, rows);
    }

    private long boundary(int number, long rows) {
        // row numbers fit in 31 bits and slices in 20, so that nothing overflows
        return Math.min(rows, limit) * number / slices;
    }
}
