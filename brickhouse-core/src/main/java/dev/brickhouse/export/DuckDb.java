package dev.brickhouse.export;

import dev.brickhouse.load.Column;
import dev.brickhouse.load.Table;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.FileFailures;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * DuckDB, loaded from its driver's jar into a class loader of its own: nothing here is compiled against it, so a goal
 * that does not need its 80 MB does not have them on its class path. Safe for use by several threads.
 */
final class DuckDb implements AutoCloseable {

    private static final String DRIVER = "org.duckdb.DuckDBDriver";

    private final SqlStatements sql = SqlStatements.read(DuckDb.class, "duckdb.sql", Map.of());
    private final URLClassLoader loader;
    private final Driver driver;

    private DuckDb(URLClassLoader loader, Driver driver) {
        this.loader = loader;
        this.driver = driver;
    }

    /** @throws EnvironmentException if the jar holds no driver that runs here */
    static DuckDb load(Path jar) {
        try {
            URL[] classPath = {jar.toUri().toURL()};
            URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
            Class<?> driver = Class.forName(DRIVER, true, loader);
            DuckDb duckDb =
                    new DuckDb(loader, (Driver) driver.getDeclaredConstructor().newInstance());
            duckDb.connect().close();
            return duckDb;
        } catch (MalformedURLException | ReflectiveOperationException | LinkageError | SQLException e) {
            throw new EnvironmentException(
                    "DuckDB, which writes Parquet and reads files back, cannot be used from " + jar + " ("
                            + rootOf(e) + "); it runs on Linux, macOS and Windows and unpacks about 60 MB into "
                            + System.getProperty("java.io.tmpdir") + ", which needs the room.",
                    e);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** A database in memory, of its own, that uses one thread: files are written side by side instead. */
    Connection connect() throws SQLException {
        Connection connection = driver.connect("jdbc:duckdb:", new Properties());
        try {
            Sql.execute(connection, sql.get("settings"));
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A statement of {@code duckdb.sql}. */
    String statement(String name) {
        return sql.get(name);
    }

    /** Writes a file of {@link CsvRowWriter} without header as Parquet. */
    void writeParquet(Connection connection, Table table, Path csv, Path parquet) throws SQLException {
        Sql.execute(
                connection,
                statement("write-parquet")
                        .replace("${csv}", pattern(csv))
                        .replace("${columns}", columns(table))
                        .replace("${parquet}", literal(parquet.toAbsolutePath().toString())));
    }

    /** Makes the view {@code part} of a file. */
    void viewPart(Connection connection, Table table, ExportFormat format, Path file) throws SQLException {
        Sql.execute(
                connection,
                statement("view-" + format.extension())
                        .replace("${file}", pattern(file))
                        .replace("${columns}", columns(table)));
    }

    private static String columns(Table table) {
        return table.columns().stream()
                .map(column -> "'" + column.name() + "': '" + type(column) + "'")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** The type of a column in DuckDB, and so in Parquet. */
    static String type(Column column) {
        return switch (column.type()) {
            case INTEGER -> "INTEGER";
            case TEXT -> "VARCHAR";
            // products.unit_price, the only one
            case NUMERIC -> "DECIMAL(10,2)";
            case TIMESTAMP -> "TIMESTAMP";
        };
    }

    /** DuckDB takes the names of files that it reads for patterns, in which brackets make a character mean itself. */
    private static String pattern(Path file) {
        return literal(file.toAbsolutePath().toString().replaceAll("[*?\\[]", "[$0]"));
    }

    /** Unlike PostgreSQL, DuckDB takes no backslash for more than itself. */
    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            throw new EnvironmentException(
                    "DuckDB's jar cannot be closed (" + FileFailures.words(e) + "); run this again.", e);
        }
    }
}
