package dev.brickhouse.client;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds PostgreSQL's own programs on this machine. */
public final class ClientPrograms {

    /** What to do where they are missing or too old, as a part of a sentence. */
    public static final String INSTALL_ADVICE =
            "install PostgreSQL's client programs (package postgresql-client on Debian and Ubuntu, postgresql on Fedora and"
                    + " Homebrew, the installer's command line tools on Windows) of the server's version or a newer one, or"
                    + " name their pg_dump with " + PropertyNames.PG_DUMP;

    /**
     * A program.
     *
     * @param path where it is
     * @param version its version as it says it, such as "15.8"
     * @param major its major version
     */
    public record Program(Path path, String version, int major) {}

    private static final Pattern VERSION = Pattern.compile("\\) (\\d+)(\\S*)");

    /** Where packages and installers put them, each holding a directory for a version. */
    private static final List<String> USUAL = List.of(
            "/usr/lib/postgresql/*/bin",
            "/usr/pgsql-*/bin",
            "/opt/homebrew/opt/postgresql@*/bin",
            "/usr/local/opt/postgresql@*/bin",
            "/Library/PostgreSQL/*/bin",
            "C:/Program Files/PostgreSQL/*/bin");

    private final Optional<Path> given;
    private final List<Path> directories;

    /**
     * @param given the program pg_dump or the directory that holds it, empty to look for it
     * @param directories where to look otherwise
     */
    public ClientPrograms(Optional<Path> given, List<Path> directories) {
        this.given = given;
        this.directories = List.copyOf(directories);
    }

    /**
     * Those of this machine, in the given place, on the path or where packages usually put them.
     *
     * @param given the program pg_dump or the directory that holds it, empty to look for it
     * @throws ConfigurationException if {@code given} is not there
     */
    public static ClientPrograms ofThisMachine(Optional<Path> given) {
        given.filter(Files::notExists).ifPresent(missing -> {
            throw new ConfigurationException(PropertyNames.PG_DUMP + " is '" + missing
                    + "', which does not exist; name the program pg_dump or the directory that holds it.");
        });
        Set<Path> directories = new LinkedHashSet<>();
        for (String entry : System.getenv().getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator))) {
            if (!entry.isBlank()) {
                directories.add(Path.of(entry));
            }
        }
        USUAL.forEach(pattern -> directories.addAll(matching(pattern)));
        return new ClientPrograms(given, List.copyOf(directories));
    }

    /** The first one of that name that is at least as new as {@code major}, or else the newest there is. */
    public Optional<Program> find(String name, int major) {
        List<Program> older = new ArrayList<>();
        for (Path directory : given.map(ClientPrograms::directory).map(List::of).orElse(directories)) {
            Optional<Program> program = program(directory, name);
            if (program.isPresent() && program.get().major() >= major) {
                return program;
            }
            program.ifPresent(older::add);
        }
        return older.stream().max(Comparator.comparingInt(Program::major));
    }

    private static Path directory(Path given) {
        return Files.isDirectory(given) ? given : given.toAbsolutePath().getParent();
    }

    private static Optional<Program> program(Path directory, String name) {
        for (String file : List.of(name, name + ".exe")) {
            Path path = directory.resolve(file);
            if (Files.isExecutable(path) && Files.isRegularFile(path)) {
                return version(path);
            }
        }
        return Optional.empty();
    }

    /** What does not say its version is none of these programs. */
    private static Optional<Program> version(Path path) {
        try {
            String said = ChildProcess.output(List.of(path.toString(), "--version"), Map.of());
            Matcher version = VERSION.matcher(said);
            return version.find()
                    ? Optional.of(
                            new Program(path, version.group(1) + version.group(2), Integer.parseInt(version.group(1))))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<Path> matching(String pattern) {
        int star = pattern.indexOf('*');
        Path parent = Path.of(pattern.substring(0, pattern.lastIndexOf('/', star)));
        String glob = pattern.substring(pattern.lastIndexOf('/', star) + 1, pattern.lastIndexOf('/'));
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(parent)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, glob)) {
                entries.forEach(entry -> found.add(entry.resolve("bin")));
            } catch (IOException e) {
                return List.of();
            }
        }
        found.sort(Comparator.comparing(path -> path.toString().toLowerCase(Locale.ROOT)));
        return found;
    }
}
