package dev.brickhouse.backup;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.console.Console;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.settings.Requests;
import dev.brickhouse.settings.SettingsResolver;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A backup, or the restore of one, in a process of its own, which a test can end. */
final class BackupProcess {

    private BackupProcess() {}

    /**
     * Starts it.
     *
     * @param place the directory of a new backup, or the backup to restore
     */
    static Process start(String url, WriterKind writer, Path place) throws IOException {
        return new ProcessBuilder(List.of(
                        new File(System.getProperty("java.home"), "bin/java").getPath(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        BackupProcess.class.getName(),
                        url,
                        writer.name(),
                        place.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) {
        Path place = Path.of(arguments[2]);
        try (Database opened = Databases.open(
                SettingsResolver.resolve(
                        Requests.builder()
                                .commandLine(PropertyNames.URL, arguments[0])
                                .build(),
                        Console.SILENT),
                2,
                Console.SILENT)) {
            if (Files.isDirectory(place)) {
                BackupTask.backup(
                        opened.dataSource(),
                        BackupRequest.builder()
                                .writer(WriterKind.valueOf(arguments[1]))
                                .directory(place)
                                .clientEnvironment(() -> opened.clientEnvironment())
                                .build(),
                        Console.SILENT);
            } else {
                RestoreTask.restore(
                        opened.dataSource(),
                        new RestoreRequest(
                                RetailSchema.DEFAULT, place, true, Optional.empty(), () -> opened.clientEnvironment()));
            }
        }
    }
}
