package dev.brickhouse.export;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.seed.LoadOptions;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What an export is to write.
 *
 * @param format the kind of files
 * @param partition the directories of {@code orders}
 * @param directory where they go
 * @param from the first order number, which is its {@code order_id}, from 1; null for the first there is
 * @param to the last order number; null for the last there is
 * @param rowsPerFile the most orders in a file, from 1,000 to 100,000,000
 * @param threads files that are written at the same time, from 1 to 64
 * @param verify whether the files are read back by DuckDB and compared
 * @param overwrite whether an earlier export with other settings may be replaced
 * @param pluginVersion recorded in the manifest
 */
public record ExportRequest(
        ExportFormat format,
        ExportPartition partition,
        Path directory,
        Long from,
        Long to,
        long rowsPerFile,
        int threads,
        boolean verify,
        boolean overwrite,
        String pluginVersion) {

    public static final ParameterReader<ExportFormat> FORMAT =
            ParameterReader.option(PropertyNames.EXPORT_FORMAT, ExportFormat.class);
    public static final ParameterReader<ExportSourceKind> SOURCE =
            ParameterReader.option(PropertyNames.EXPORT_SOURCE, ExportSourceKind.class);
    public static final ParameterReader<ExportPartition> PARTITION =
            ParameterReader.option(PropertyNames.EXPORT_PARTITION, ExportPartition.class);
    public static final ParameterReader<Long> FROM = orderNumber(PropertyNames.EXPORT_FROM);
    public static final ParameterReader<Long> TO = orderNumber(PropertyNames.EXPORT_TO);
    public static final ParameterReader<Long> ROWS_PER_FILE = ParameterReader.longInteger(
            PropertyNames.EXPORT_ROWS_PER_FILE, "a whole number of orders", 1_000, 100_000_000);
    public static final ParameterReader<Boolean> VERIFY = ParameterReader.onOff(PropertyNames.EXPORT_VERIFY);

    /** About 20 MB of Parquet and 120 MB of CSV. */
    public static final long DEFAULT_ROWS_PER_FILE = 1_000_000;

    /** @throws ConfigurationException if a value is out of its range, or the range of orders is empty */
    public ExportRequest {
        Objects.requireNonNull(format);
        Objects.requireNonNull(partition);
        Objects.requireNonNull(directory);
        ROWS_PER_FILE.require(rowsPerFile);
        LoadOptions.THREADS.require(threads);
        if (from != null && to != null && from > to) {
            throw new ConfigurationException(PropertyNames.EXPORT_FROM + " is " + from + " and "
                    + PropertyNames.EXPORT_TO + " is " + to
                    + ", so there is no order between them; name the first order"
                    + " number and the last.");
        }
    }

    /** The same request with other threads. */
    public ExportRequest withThreads(int other) {
        return new ExportRequest(
                format, partition, directory, from, to, rowsPerFile, other, verify, overwrite, pluginVersion);
    }

    /** Whether only a part of the orders is asked for. */
    boolean isSlice() {
        return from != null || to != null;
    }

    /** Whether DuckDB is needed. */
    boolean needsDuckDb() {
        return format == ExportFormat.PARQUET || verify;
    }

    private static ParameterReader<Long> orderNumber(String property) {
        return ParameterReader.longInteger(property, "an order number", 1, OrderCounts.MAX_TOTAL);
    }
}
