package dev.brickhouse.backup;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.schema.RetailSchema;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is backed up, how and where to.
 *
 * @param schema the schema of the tables and that of the views
 * @param compression from 1 (fast) to 9 (small), 0 for none
 * @param jobs connections that write a directory at the same time, from 1 to 64
 * @param directory where the backup goes
 * @param pgDump the program, or the directory that holds it; empty to look for it
 * @param clientEnvironment the variables by which pg_dump connects, the password among them, asked for when it starts
 */
public record BackupRequest(
        RetailSchema schema,
        BackupContent content,
        BackupFormat format,
        BackupScope scope,
        WriterKind writer,
        int compression,
        int jobs,
        Path directory,
        Optional<Path> pgDump,
        Supplier<Map<String, String>> clientEnvironment) {

    public static final ParameterReader<BackupContent> CONTENT =
            ParameterReader.option(PropertyNames.BACKUP_CONTENT, BackupContent.class);
    public static final ParameterReader<BackupFormat> FORMAT =
            ParameterReader.option(PropertyNames.BACKUP_FORMAT, BackupFormat.class);
    public static final ParameterReader<BackupScope> SCOPE =
            ParameterReader.option(PropertyNames.BACKUP_SCOPE, BackupScope.class);
    public static final ParameterReader<WriterKind> WRITER =
            ParameterReader.option(PropertyNames.BACKUP_WRITER, WriterKind.class);
    public static final ParameterReader<Integer> COMPRESSION =
            ParameterReader.integer(PropertyNames.BACKUP_COMPRESSION, 0, 9);
    public static final ParameterReader<Integer> JOBS = ParameterReader.integer(PropertyNames.BACKUP_JOBS, 1, 64);

    private static final int DEFAULT_COMPRESSION = 6;

    /** @throws ConfigurationException if a number is out of range or settings contradict each other */
    public BackupRequest {
        COMPRESSION.require(compression);
        JOBS.require(jobs);
        if (jobs > 1 && format != BackupFormat.DIRECTORY) {
            throw new ConfigurationException(PropertyNames.BACKUP_JOBS + " is " + jobs
                    + ", which only the directory format can use; set " + PropertyNames.BACKUP_FORMAT
                    + "=directory, or leave the jobs out.");
        }
        if (writer == WriterKind.BUILTIN && format != BackupFormat.PLAIN) {
            throw new ConfigurationException(PropertyNames.BACKUP_WRITER + " is builtin, which only writes the plain"
                    + " format; set " + PropertyNames.BACKUP_FORMAT + "=plain, or leave the writer out.");
        }
        if (writer == WriterKind.BUILTIN && scope == BackupScope.DATABASE) {
            throw new ConfigurationException(PropertyNames.BACKUP_WRITER + " is builtin, which only knows the plugin's"
                    + " own schemas; set " + PropertyNames.BACKUP_SCOPE + "=schemas, or leave the writer out.");
        }
    }

    /** A builder with the defaults of the goal; what has none is the directory. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String toString() {
        return "BackupRequest[" + content + " " + format + " of " + scope + "]";
    }

    /** Collects the settings. Null leaves a default. */
    public static final class Builder {

        private RetailSchema schema = RetailSchema.DEFAULT;
        private BackupContent content = BackupContent.FULL;
        private BackupFormat format = BackupFormat.PLAIN;
        private BackupScope scope = BackupScope.SCHEMAS;
        private WriterKind writer = WriterKind.AUTO;
        private Integer compression;
        private int jobs = 1;
        private Path directory;
        private Optional<Path> pgDump = Optional.empty();
        private Supplier<Map<String, String>> clientEnvironment = Map::of;

        private Builder() {}

        public Builder schema(RetailSchema value) {
            schema = value;
            return this;
        }

        public Builder content(BackupContent value) {
            content = Objects.requireNonNullElse(value, content);
            return this;
        }

        public Builder format(BackupFormat value) {
            format = Objects.requireNonNullElse(value, format);
            return this;
        }

        public Builder scope(BackupScope value) {
            scope = Objects.requireNonNullElse(value, scope);
            return this;
        }

        public Builder writer(WriterKind value) {
            writer = Objects.requireNonNullElse(value, writer);
            return this;
        }

        /** The default is none for a script, which people read, and that of pg_dump for the other formats. */
        public Builder compression(Integer value) {
            compression = value;
            return this;
        }

        public Builder jobs(Integer value) {
            jobs = Objects.requireNonNullElse(value, jobs);
            return this;
        }

        public Builder directory(Path value) {
            directory = value;
            return this;
        }

        public Builder pgDump(Path value) {
            pgDump = Optional.ofNullable(value);
            return this;
        }

        public Builder clientEnvironment(Supplier<Map<String, String>> variables) {
            clientEnvironment = variables;
            return this;
        }

        /** @throws ConfigurationException if a number is out of range or settings contradict each other */
        public BackupRequest build() {
            int usual = format == BackupFormat.PLAIN ? 0 : DEFAULT_COMPRESSION;
            return new BackupRequest(
                    schema,
                    content,
                    format,
                    scope,
                    writer,
                    Objects.requireNonNullElse(compression, usual),
                    jobs,
                    directory,
                    pgDump,
                    clientEnvironment);
        }
    }
}
