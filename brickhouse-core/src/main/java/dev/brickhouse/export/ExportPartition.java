package dev.brickhouse.export;

/** Which directories the files of {@code orders} are in. */
public enum ExportPartition {
    /** All in one. */
    NONE,
    /** One for each month of {@code order_date}, named as Hive names partitions. */
    MONTH
}
