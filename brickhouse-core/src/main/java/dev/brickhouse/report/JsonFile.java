package dev.brickhouse.report;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.brickhouse.problem.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** JSON documents in files, for programs that read what a goal found or did. */
public final class JsonFile {

    private JsonFile() {}

    /**
     * Writes an object made of maps, lists, strings, numbers, booleans and null, in the order of the maps.
     *
     * @throws EnvironmentException if the file cannot be written
     */
    public static void write(Path file, Map<String, ?> object) {
        ReportFile.write(file, text(object) + "\n");
    }

    /** The text of an object as {@link #write} accepts it. */
    public static String text(Map<String, ?> object) {
        try {
            return JSON.std
                    .with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES)
                    .asString(object);
        } catch (IOException e) {
            throw new IllegalStateException("not a JSON document: " + object, e);
        }
    }

    /**
     * Reads an object as {@link #write} writes it.
     *
     * @throws EnvironmentException if the file cannot be read or is no JSON object
     */
    public static Map<String, Object> read(Path file) {
        try {
            return JSON.std.mapFrom(Files.readString(file));
        } catch (IOException e) {
            throw new EnvironmentException("The file " + file + " cannot be read as JSON (" + e.getMessage() + ").", e);
        }
    }
}
