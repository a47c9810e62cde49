package dev.brickhouse.catalog;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks that values fit their database columns. */
final class ColumnChecks {

    private ColumnChecks() {}

    /**
     * Checks a text that must not be left out.
     *
     * @param column the name of the database column, for the fault's message
     * @param value the text to check
     * @param maxLength the most characters that the column takes
     * @return the text
     * @throws IllegalArgumentException if the text is missing, blank, padded with white space or too long
     */
    static String text(String column, String value, int maxLength) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(column + " is missing");
        }
        if (!value.equals(value.strip())) {
            throw new IllegalArgumentException(column + " '" + value + "' begins or ends with white space");
        }
        int length = value.codePointCount(0, value.length());
        if (length > maxLength) {
            throw new IllegalArgumentException(
                    column + " '" + value + "' has " + length + " characters where " + maxLength + " fit");
        }
        return value;
    }

    /**
     * Checks a primary key.
     *
     * @param column the name of the database column, for the fault's message
     * @param value the key to check
     * @return the key
     * @throws IllegalArgumentException if the key is below 1
     */
    static int id(String column, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(column + " is " + value + " where ids begin at 1");
        }
        return value;
    }

    /**
     * Finds the value of an enum that a column's text stands for.
     *
     * @throws IllegalArgumentException if there is none, naming the choices
     */
    static <E> E choice(String column, E[] values, Function<E, String> label, String text) {
        return Arrays.stream(values)
                .filter(value -> label.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(column + " '" + text + "' is not one of "
                        + Arrays.stream(values).map(label).collect(Collectors.joining(", "))));
    }
}
