package dev.brickhouse.backup;

import dev.brickhouse.schema.RetailSchema;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is restored, and where to.
 *
 * @param schema the schemas of the tables and of the views; those that the backup was made from
 * @param backup the file or directory that {@link BackupTask} wrote
 * @param overwrite whether rows that stand there may be lost
 * @param pgDump the program pg_dump, beside which psql and pg_restore are, or their directory; empty to look for them
 * @param clientEnvironment the variables by which psql connects, the password among them, asked for when it starts
 */
public record RestoreRequest(
        RetailSchema schema,
        Path backup,
        boolean overwrite,
        Optional<Path> pgDump,
        Supplier<Map<String, String>> clientEnvironment) {

    @Override
    public String toString() {
        return "RestoreRequest[" + backup + "]";
    }
}
