package dev.brickhouse.catalog;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of comma-separated values whose columns are known, read so that every fault names the file and the line.
 *
 * @param name how faults name the file
 * @param columns the header that the file must have
 */
record CsvFile(String name, List<String> columns) {

    /** Makes one thing from one row. */
    @FunctionalInterface
    interface RowMapper<T> {

        /**
         * Makes a thing from a row.
         *
         * @param id the place of the row in the file, from 1
         * @param row the values by column name; none is null, an absent one is empty
         * @return the thing
         * @throws IllegalArgumentException if a value cannot be used, naming the column
         */
        T map(int id, NamedCsvRecord row);
    }

    /**
     * Reads all rows of the resource of this name beside the catalog's classes, as {@link #read(InputStream,
     * RowMapper)}.
     */
    <T> List<T> readResource(RowMapper<T> mapper) {
        return read(resource(name), mapper);
    }

    /** A resource beside the catalog's classes. */
    static InputStream resource(String name) {
        InputStream content = CsvFile.class.getResourceAsStream(name);
        if (content == null) {
            throw new IllegalStateException(name + " is missing beside " + CsvFile.class.getName());
        }
        return content;
    }

    /**
     * Reads all rows and closes the content.
     *
     * @param content the file's bytes, in UTF-8
     * @param mapper makes a thing from a row
     * @return one thing for each row, in file order
     * @throws IllegalArgumentException if the content is not what the columns and the mapper ask for, naming the file
     *     and, where there is one, the line
     * @throws UncheckedIOException if the content cannot be read
     */
    <T> List<T> read(InputStream content, RowMapper<T> mapper) {
        List<T> things = new ArrayList<>();
        long line = 1;
        // every row's length is checked here rather than by the parser, whose message counts records instead of lines
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofNamedCsvRecord(content, StandardCharsets.UTF_8)) {
            for (NamedCsvRecord row : rows) {
                line = row.getStartingLineNumber();
                things.add(map(things.size() + 1, row, mapper));
            }
        } catch (CsvParseException e) {
            throw new IllegalArgumentException(name + ", after line " + line + ": " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw unreadable(e.getCause());
        } catch (IOException e) {
            throw unreadable(e);
        }
        if (things.isEmpty()) {
            throw new IllegalArgumentException(name + " has no rows");
        }
        return List.copyOf(things);
    }

    private <T> T map(int id, NamedCsvRecord row, RowMapper<T> mapper) {
        if (!row.getHeader().equals(columns)) {
            throw new IllegalArgumentException(
                    name + ", line 1: the columns are " + row.getHeader() + " where " + columns + " are wanted");
        }
        try {
            if (row.getFieldCount() != columns.size()) {
                throw new IllegalArgumentException(
                        "there are " + row.getFieldCount() + " values for " + columns.size() + " columns");
            }
            return mapper.map(id, row);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name + ", line " + row.getStartingLineNumber() + ": " + e.getMessage(), e);
        }
    }

    private UncheckedIOException unreadable(IOException cause) {
        return new UncheckedIOException(name + " cannot be read", cause);
    }
}
