package dev.brickhouse.load;

/**
 * A column that is written.
 *
 * @param name its name, unquoted
 * @param type how its values are sent; character types of any length count as text
 */
public record Column(String name, ColumnType type) {}
