package dev.brickhouse.benchmarks;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.seed.OneSeed;
import dev.brickhouse.settings.ConnectionInfo;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.settings.SettingsResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The server that is measured, and seeds on it in a JVM of their own. */
final class BenchmarkServer {

    /** A JDBC URL, or nothing for an embedded server. */
    private static final String URL = System.getProperty("benchmark.url", "");

    private BenchmarkServer() {}

    /** The embedded server, or the one that the system property {@code benchmark.url} names. */
    static ResolvedDatabase plan(Path directory) throws IOException {
        Files.createDirectories(directory);
        DatabaseSettings.Builder server = DatabaseSettings.builder()
                .embeddedDirectory(directory)
                .binaries((version, platform) -> Path.of(System.getProperty("benchmark.binaries"), version + ".jar"));
        if (URL.isEmpty()) {
            server.commandLine(PropertyNames.SERVER, "embedded");
        } else {
            server.commandLine(PropertyNames.URL, URL);
        }
        return SettingsResolver.resolve(server.build(), Console.SILENT);
    }

    static String url(ConnectionInfo server) {
        return server.jdbcUrl() + "?user=" + server.user();
    }

    /**
     * Milliseconds of the orders step in a new JVM.
     *
     * @param options of the JVM
     */
    static long newJvm(String url, String method, int threads, int scale, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                OneSeed.class.getName(),
                url,
                method,
                Integer.toString(threads),
                Integer.toString(scale),
                "1"));
        return Long.parseLong(Command.run(command).strip());
    }
}
