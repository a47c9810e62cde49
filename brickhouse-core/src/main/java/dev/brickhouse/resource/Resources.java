package dev.brickhouse.resource;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/** Reads the resources beside the classes that use them: SQL and small tables. */
public final class Resources {

    private Resources() {}

    /**
     * A resource as it stands, in UTF-8.
     *
     * @param beside a class of the package whose resource folder holds the file
     * @param name the file's name
     * @throws IllegalStateException if there is no such resource
     */
    public static String text(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name + " beside " + beside.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #text}, by the lines of a table, each with its fields by the names in the first one. */
    public static List<NamedCsvRecord> csv(Class<?> beside, String name) {
        return CsvReader.builder().ofNamedCsvRecord(text(beside, name)).stream().toList();
    }

    /** The number in a column of a line of {@link #csv}. */
    public static double number(NamedCsvRecord line, String column) {
        return Double.parseDouble(line.getField(column));
    }

    /** As {@link #text}, by the keys of a file of properties. */
    public static Properties properties(Class<?> beside, String name) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text(beside, name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
