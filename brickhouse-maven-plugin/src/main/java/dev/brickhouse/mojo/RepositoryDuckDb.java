package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.export.DuckDbJar;
import java.nio.file.Path;

/** DuckDB as a Maven artifact, resolved when it is needed. */
record RepositoryDuckDb(ArtifactResolver resolver, String version) implements DuckDbJar {

    @Override
    public Path file() {
        return resolver.jar(
                "org.duckdb",
                "duckdb_jdbc",
                version,
                "DuckDB, which writes Parquet and reads files back,",
                PropertyNames.EXPORT_DUCKDB_VERSION,
                "do without it by " + PropertyNames.EXPORT_FORMAT + "=csv or ndjson and " + PropertyNames.EXPORT_VERIFY
                        + "=false");
    }
}
