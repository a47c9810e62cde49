package dev.brickhouse.export;

import dev.brickhouse.resource.Resources;

/** Which DuckDB this plugin is tested with. */
public final class DuckDbVersion {

    /** The version of its JDBC driver. */
    public static final String DEFAULT =
            Resources.properties(DuckDbVersion.class, "duckdb.properties").getProperty("version");

    private DuckDbVersion() {}
}
