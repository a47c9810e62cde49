package dev.brickhouse.backup;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.console.Console;
import dev.brickhouse.embedded.TestServer;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.SettingsResolver;
import java.nio.file.Path;

/** Another embedded server than the one of the tests, to restore into a newer version of PostgreSQL. */
final class SecondServer {

    /** Flyway uses three at the same time. */
    private static final int CONNECTIONS = 3;

    private SecondServer() {}

    static Database start(String version, Path directory) {
        DatabaseSettings request = DatabaseSettings.builder()
                .commandLine(PropertyNames.SERVER, "embedded")
                .commandLine(PropertyNames.POSTGRES_VERSION, version)
                .embeddedDirectory(directory)
                .binaries(TestServer.binaries())
                .build();
        return Databases.open(SettingsResolver.resolve(request, Console.SILENT), CONNECTIONS, Console.SILENT);
    }
}
