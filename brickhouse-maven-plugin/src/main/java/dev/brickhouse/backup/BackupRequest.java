package dev.brickhouse.backup;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.schema.RetailSchema;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What is backed up, how and where to.
 *
 * @param schema the schema of the tables, unquoted
 * @param analyticsSchema the schema of the views, unquoted
 * @param compression from 1 (fast) to 9 (small), 0 for none
 * @param jobs connections that write a directory at the same time, from 1
 * @param directory where the backup goes
 * @param pgDump the program, or the directory that holds it; empty to look for it
 * @param clientEnvironment the variables by which pg_dump connects, the password among them
 */
public record BackupRequest(
        RetailSchema schema,
        Content content,
        Format format,
        Scope scope,
        WriterKind writer,
        int compression,
        int jobs,
        Path directory,
        Optional<Path> pgDump,
        Map<String, String> clientEnvironment) {

    private static final int MOST_COMPRESSION = 9;
    private static final int DEFAULT_COMPRESSION = 6;
    private static final int MOST_JOBS = 64;

    /** @throws ConfigurationException if a number is out of range or settings contradict each other */
    public BackupRequest {
        ConfigurationException.requireRange(PropertyNames.BACKUP_COMPRESSION, compression, 0, MOST_COMPRESSION);
        ConfigurationException.requireRange(PropertyNames.BACKUP_JOBS, jobs, 1, MOST_JOBS);
        if (jobs > 1 && format != Format.DIRECTORY) {
            throw new ConfigurationException(PropertyNames.BACKUP_JOBS + " is " + jobs
                    + ", which only the directory format can use; set " + PropertyNames.BACKUP_FORMAT
                    + "=directory, or leave the jobs out.");
        }
        if (writer == WriterKind.BUILTIN && format != Format.PLAIN) {
            throw new ConfigurationException(PropertyNames.BACKUP_WRITER + " is builtin, which only writes the plain"
                    + " format; set " + PropertyNames.BACKUP_FORMAT + "=plain, or leave the writer out.");
        }
        if (writer == WriterKind.BUILTIN && scope == Scope.DATABASE) {
            throw new ConfigurationException(PropertyNames.BACKUP_WRITER + " is builtin, which only knows the plugin's"
                    + " own schemas; set " + PropertyNames.BACKUP_SCOPE + "=schemas, or leave the writer out.");
        }
        clientEnvironment = Map.copyOf(clientEnvironment);
    }

    /**
     * Reads the words of the settings.
     *
     * @throws ConfigurationException if one of them is unknown
     */
    public static BackupRequest of(
            RetailSchema schema,
            String content,
            String format,
            String scope,
            String writer,
            int compression,
            int jobs,
            Path directory,
            Optional<Path> pgDump,
            Map<String, String> clientEnvironment) {
        return new BackupRequest(
                schema,
                EnumOption.of(Content.class, PropertyNames.BACKUP_CONTENT, content),
                EnumOption.of(Format.class, PropertyNames.BACKUP_FORMAT, format),
                EnumOption.of(Scope.class, PropertyNames.BACKUP_SCOPE, scope),
                EnumOption.of(WriterKind.class, PropertyNames.BACKUP_WRITER, writer),
                compression,
                jobs,
                directory,
                pgDump,
                clientEnvironment);
    }

    /** None for a script, which people read; that of pg_dump for the others. */
    public static int defaultCompression(String format) {
        return EnumOption.of(Format.class, PropertyNames.BACKUP_FORMAT, format) == Format.PLAIN
                ? 0
                : DEFAULT_COMPRESSION;
    }

    @Override
    public String toString() {
        return "BackupRequest[" + content + " " + format + " of " + scope + "]";
    }
}
