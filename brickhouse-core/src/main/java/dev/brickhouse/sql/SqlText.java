package dev.brickhouse.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads the resources beside the classes that use them: SQL and small tables. */
public final class SqlText {

    private SqlText() {}

    /**
     * @param beside a class of the package whose resource folder holds the file
     * @param name the file's name
     * @throws IllegalStateException if there is no such resource
     */
    public static String read(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name + " beside " + beside.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
