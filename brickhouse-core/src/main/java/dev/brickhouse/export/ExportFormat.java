package dev.brickhouse.export;

import java.util.Locale;

/** What kind of files an export writes. */
public enum ExportFormat {
    /** Apache Parquet, compressed by Zstandard. */
    PARQUET,
    /** Comma-separated values with a header, as PostgreSQL's COPY writes and reads them. */
    CSV,
    /** One JSON object a line. */
    NDJSON;

    /** What the names of the files end with, without the dot. */
    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }
}
