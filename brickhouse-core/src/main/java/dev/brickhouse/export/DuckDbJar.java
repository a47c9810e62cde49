package dev.brickhouse.export;

import dev.brickhouse.problem.EnvironmentException;
import java.nio.file.Path;

/** Where DuckDB's JDBC driver comes from. */
@FunctionalInterface
public interface DuckDbJar {

    /**
     * The driver's jar, which holds DuckDB for every platform; it may have to be fetched.
     *
     * @throws EnvironmentException if there is none
     */
    Path file();
}
