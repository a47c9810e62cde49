package dev.brickhouse.export;

import dev.brickhouse.console.Progress;
import dev.brickhouse.load.Table;
import dev.brickhouse.problem.EnvironmentException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Writes files, one after another. A file is written aside, under a hidden name that readers of the directory pass
 * over, and renamed when it is complete. For one thread.
 */
final class PartWriter implements AutoCloseable {

    private final ExportDirectory directory;
    private final ExportFormat format;
    private final ExportSource.Reader reader;
    private final DuckDb duckDb;
    private final Progress.Task progress;
    private Connection connection;

    /** @param duckDb for {@link ExportFormat#PARQUET}, otherwise null */
    PartWriter(
            ExportDirectory directory,
            ExportFormat format,
            ExportSource.Reader reader,
            DuckDb duckDb,
            Progress.Task progress) {
        this.directory = directory;
        this.format = format;
        this.reader = reader;
        this.duckDb = duckDb;
        this.progress = progress;
    }

    /**
     * @return what was written
     * @throws EnvironmentException if the file cannot be written
     */
    ExportedFile write(Part part) throws SQLException {
        Path target = directory.file(part.path());
        Path unfinished = directory.unfinished(part.path(), "");
        Path staged = directory.unfinished(part.path(), ExportDirectory.STAGED);
        try {
            Files.createDirectories(target.getParent());
            boolean parquet = format == ExportFormat.PARQUET;
            TextRowWriter rows = writeText(part, parquet ? staged : unfinished);
            if (parquet) {
                convert(part.table(), staged, unfinished);
            }
            long bytes = Files.size(unfinished);
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return ExportedFile.of(part, rows.rows(), bytes, rows.checksum());
        } catch (IOException e) {
            throw ExportDirectory.notWritable(target, e);
        } catch (UncheckedIOException e) {
            throw ExportDirectory.notWritable(target, e.getCause());
        } finally {
            directory.remove(staged);
            directory.remove(unfinished);
        }
    }

    private TextRowWriter writeText(Part part, Path file) throws IOException, SQLException {
        try (OutputStream out = Files.newOutputStream(file)) {
            TextRowWriter rows = textWriter(part.table(), out);
            reader.read(part, rows);
            rows.finish();
            return rows;
        }
    }

    private TextRowWriter textWriter(Table table, OutputStream out) {
        return switch (format) {
            case PARQUET -> new StagedRowWriter(table, out, progress::advance);
            case CSV -> new CsvRowWriter(table, out, true, progress::advance);
            case NDJSON -> new NdjsonRowWriter(table, out, progress::advance);
        };
    }

    /** DuckDB says of a full disk what the system says, in an error of its own. */
    private void convert(Table table, Path csv, Path parquet) throws IOException, SQLException {
        if (connection == null) {
            connection = duckDb.connect();
        }
        try {
            duckDb.writeParquet(connection, table, csv, parquet);
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() throws SQLException {
        try (reader) {
            if (connection != null) {
                connection.close();
            }
        }
    }
}
