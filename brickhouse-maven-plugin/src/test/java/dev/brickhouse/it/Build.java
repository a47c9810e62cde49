package dev.brickhouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.console.Console;
import dev.brickhouse.embedded.EmbeddedBinaries;
import dev.brickhouse.embedded.PasswordServer;
import dev.brickhouse.report.JsonFile;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.SettingsResolver;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A build of a project in src/it, for the script that verifies it: its log, the summaries and the databases it left.
 *
 * <p>What a look does not find as it should be is an {@link AssertionError}, which fails the project.
 */
public final class Build {

    private final Path directory;
    private final EmbeddedBinaries binaries;

    /**
     * @param basedir the project's folder, which the invoker plugin names
     * @param postgresqlBinaries the folder with the PostgreSQL binaries, which the plugin's POM names
     */
    public Build(File basedir, String postgresqlBinaries) {
        directory = basedir.toPath();
        binaries = (version, platform) -> Path.of(postgresqlBinaries, version + ".jar");
    }

    /** All that Maven printed, in all invocations of the project so far. */
    public String log() throws IOException {
        return Files.readString(directory.resolve("build.log"));
    }

    /** Each of the texts is in the log. */
    public Build says(String... texts) throws IOException {
        for (String text : texts) {
            assertThat(times(text)).as("times the log says '%s'", text).isPositive();
        }
        return this;
    }

    /** None of the texts is in the log. */
    public Build doesNotSay(String... texts) throws IOException {
        for (String text : texts) {
            saysTimes(0, text);
        }
        return this;
    }

    /** The text is in the log that many times. */
    public Build saysTimes(int times, String text) throws IOException {
        assertThat(times(text)).as("times the log says '%s'", text).isEqualTo(times);
        return this;
    }

    /** The build failed with this sentence and nothing behind it: no stack, no names of classes, no converters. */
    public Build failedWith(String sentence) throws IOException {
        says("[ERROR] Failed to execute goal", sentence);
        return doesNotSay("\tat ", "    at ", "Caused by: ", "dev.brickhouse.mojo", "Exception: ", "Cannot convert");
    }

    private int times(String text) throws IOException {
        return log().split(Pattern.quote(text), -1).length - 1;
    }

    /** The JSON summary of a goal, such as seed.json, in a module or, with an empty path, in the project itself; it has to be valid. */
    public Map<String, Object> summary(String module, String file) {
        Path summary = directory.resolve(module).resolve("target/brickhouse").resolve(file);
        PublishedSchema.ofFile(summary).requireValid(summary);
        return JsonFile.read(summary);
    }

    /** The JSON files of goals below a folder, by the name of the schema that each of them is valid by. */
    public Map<String, List<Path>> validJson(String folder) throws IOException {
        try (var files = Files.walk(directory.resolve(folder))) {
            Map<String, List<Path>> found = files.filter(
                            file -> file.getFileName().toString().endsWith(".json"))
                    .collect(Collectors.groupingBy(
                            file -> PublishedSchema.ofFile(file).name()));
            found.forEach((name, all) -> all.forEach(PublishedSchema.of(name)::requireValid));
            return found;
        }
    }

    /** The JSON summary of a goal in a project of one module. */
    public Map<String, Object> summary(String file) {
        return summary("", file);
    }

    /** Whether the build left this file or folder. */
    public boolean left(String path) {
        return Files.exists(directory.resolve(path));
    }

    /** Lets a script look into the database that an embedded server left in {@code target/brickhouse} of a module. */
    public Build database(String module, Consumer<Queries> look) throws IOException, SQLException {
        return databaseIn(module.isEmpty() ? "target/brickhouse/pg18" : module + "/target/brickhouse/pg18", look);
    }

    /** Lets a script look into the database of a project of one module. */
    public Build database(Consumer<Queries> look) throws IOException, SQLException {
        return database("", look);
    }

    /** Lets a script look into the database that an embedded server left in a directory. */
    public Build databaseIn(String dataDirectory, Consumer<Queries> look) throws IOException, SQLException {
        Path kept = directory.resolve(dataDirectory);
        assertThat(kept).as("the database that the build made").isDirectory();
        DatabaseSettings request = DatabaseSettings.builder()
                .commandLine(PropertyNames.SERVER, "embedded")
                .commandLine(PropertyNames.POSTGRES_VERSION, Files.readString(kept.resolve("PG_VERSION")))
                .commandLine(PropertyNames.DATA_DIRECTORY, kept.toString())
                .embeddedDirectory(kept.getParent())
                .binaries(binaries)
                .build();
        try (Database database = Databases.open(SettingsResolver.resolve(request, Console.SILENT), 1, Console.SILENT);
                Queries queries = new Queries(database.dataSource().getConnection())) {
            look.accept(queries);
        }
        return this;
    }

    /** Starts a server with a password, for the project to use as its own; the script has to close it. */
    public PasswordServer startServer() throws IOException, SQLException {
        return PasswordServer.start(directory.resolve("target/server"), binaries);
    }

    /** Lets a script look into the database of such a server. */
    public Build database(PasswordServer server, Consumer<Queries> look) throws SQLException {
        try (Queries queries = new Queries(DriverManager.getConnection(server.superuserUrl()))) {
            look.accept(queries);
        }
        return this;
    }

    /** No file that the build left under target, its JSON summaries among them, holds the text. */
    public Build leftNoFileWith(String secret) throws IOException {
        try (var files = Files.walk(directory)) {
            List<Path> suspects = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(json|log|xml|html|txt)"))
                    .filter(file -> !file.startsWith(directory.resolve("target/server")))
                    .toList();
            for (Path file : suspects) {
                assertThat(Files.readString(file)).as("content of %s", file).doesNotContain(secret);
            }
        }
        return this;
    }
}
