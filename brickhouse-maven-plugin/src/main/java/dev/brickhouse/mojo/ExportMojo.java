package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.ConnectionNeed;
import dev.brickhouse.connection.Database;
import dev.brickhouse.export.DuckDbVersion;
import dev.brickhouse.export.Export;
import dev.brickhouse.export.ExportFormat;
import dev.brickhouse.export.ExportPartition;
import dev.brickhouse.export.ExportRequest;
import dev.brickhouse.export.ExportResult;
import dev.brickhouse.export.ExportSourceKind;
import dev.brickhouse.seed.LoadOptions;
import dev.brickhouse.seed.SeedRequest;
import dev.brickhouse.settings.ResolvedDatabase;
import java.io.File;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes products, stores, users, inventory and orders as Parquet, CSV or newline-delimited JSON files: the rows that
 * <code>seed</code> would load, made without any server, or those of a database. Run the goal again to complete an export
 * that was interrupted. Only files that this goal wrote are ever replaced.
 *
 * @since 0.1.0
 */
@Mojo(name = "export", requiresProject = false, threadSafe = true)
public final class ExportMojo extends AbstractHistoryMojo {

    /**
     * Skips this goal. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.EXPORT_SKIP, defaultValue = "false")
    private boolean skipExport;

    /**
     * Where the rows come from: <code>generator</code> (the settings alone) or <code>database</code> (the tables of the
     * configured database, as they are at one moment). Default: generator.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.EXPORT_SOURCE, defaultValue = "generator")
    private String source;

    /**
     * The kind of files: <code>parquet</code>, <code>csv</code> or <code>ndjson</code>. Parquet needs DuckDB, an artifact
     * of 80 MB that is resolved when it is needed. Default: parquet.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.EXPORT_FORMAT, defaultValue = "parquet")
    private String format;

    /**
     * The directories of the orders: <code>none</code> for one directory, or <code>month</code> for one a month, such as
     * <code>order_month=2026-11</code>. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.EXPORT_PARTITION, defaultValue = "none")
    private String partition;

    /**
     * The directory for the files. Default: <code>${project.build.directory}/brickhouse/export</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.EXPORT_DIRECTORY)
    private File directory;

    /**
     * The number of the first order that is written, which is its <code>order_id</code>, from 1. Default: the first there
     * is.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.EXPORT_FROM)
    private String from;

    /**
     * The number of the last order that is written. Default: the last there is.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.EXPORT_TO)
    private String to;

    /**
     * The most orders in one file, from 1000 to 100000000. Files end at multiples of it. Default: 1000000.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.EXPORT_ROWS_PER_FILE)
    private String rowsPerFile;

    /**
     * Whether the files are read back by DuckDB and compared with what was written. Default: true for Parquet, false for
     * other formats, which can be written without DuckDB.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.EXPORT_VERIFY)
    private String verify;

    /**
     * The version of DuckDB's JDBC driver. Default: the one that this plugin is tested with.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.EXPORT_DUCKDB_VERSION)
    private String duckDbVersion;

    /**
     * The number of files that are written at the same time, from 1 to 64. It does not affect the rows. Default: the
     * number of cores, at most 8.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.THREADS)
    private String threads;

    /**
     * Lets the goal replace the files of an earlier export with other settings. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.OVERWRITE, defaultValue = "false")
    private boolean overwrite;

    private volatile Export export;

    @Override
    boolean skipGoal() {
        return skipExport;
    }

    @Override
    void run() {
        SeedRequest seed = historyRequest().build();
        ExportRequest request = exportRequest();
        if (ExportRequest.SOURCE.read(source) == ExportSourceKind.GENERATOR) {
            report(export(request).ofSeed(seed, catalog()));
            return;
        }
        ResolvedDatabase plan = plan();
        try (Database database = open(plan, ConnectionNeed.between(1, Export.connections(request.threads())))) {
            int most = Math.min(request.threads(), Export.threads(database.connections()));
            report(export(request.withThreads(most)).ofDatabase(database.dataSource(), database.schema()));
        }
    }

    private void report(ExportResult result) {
        summary().step("write", result.rowsWritten(), result.writing());
        result.verifying().ifPresent(time -> summary().step("verify", result.rows(), time));
        super.report(result);
    }

    private Export export(ExportRequest request) {
        export = new Export(
                request,
                new RepositoryDuckDb(artifacts(), duckDbVersion == null ? DuckDbVersion.DEFAULT : duckDbVersion),
                console(),
                progress());
        return export;
    }

    private ExportRequest exportRequest() {
        ExportFormat as = ExportRequest.FORMAT.readOr(format, ExportFormat.PARQUET);
        return new ExportRequest(
                as,
                ExportRequest.PARTITION.readOr(partition, ExportPartition.NONE),
                directory == null ? outputDirectory().resolve("export") : directory.toPath(),
                ExportRequest.FROM.read(from),
                ExportRequest.TO.read(to),
                ExportRequest.ROWS_PER_FILE.readOr(rowsPerFile, ExportRequest.DEFAULT_ROWS_PER_FILE),
                LoadOptions.THREADS.readOr(threads, LoadOptions.defaultThreads()),
                ExportRequest.VERIFY.readOr(verify, as == ExportFormat.PARQUET),
                overwrite,
                execution().getVersion());
    }

    @Override
    String interrupted(String again) {
        Export atWork = export;
        return atWork == null
                ? super.interrupted(again)
                : atWork.standing()
                        .map(standing -> standing + "; go on with: " + again)
                        .orElseGet(() -> super.interrupted(again));
    }
}
