package dev.brickhouse.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which DuckDB this plugin is tested with. */
public final class DuckDbVersion {

    /** The version of its JDBC driver. */
    public static final String DEFAULT = read();

    private DuckDbVersion() {}

    private static String read() {
        try (InputStream stream = DuckDbVersion.class.getResourceAsStream("duckdb.properties")) {
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("The version of DuckDB cannot be read", e);
        }
    }
}
