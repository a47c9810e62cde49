package dev.brickhouse.embedded;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The user that this process runs as, who in a container may be root or have no name. */
final class OperatingSystemUser {

    private static final String UNKNOWN = "?";
    private static final int ROOT = 0;
    private static final List<String> OTHER_USER = List.of("unshare", "-U");
    private static final long SECONDS_TO_ANSWER = 10;

    private OperatingSystemUser() {}

    /** A temporary directory of this user's own. */
    static Path temporaryDirectory(String prefix) {
        String name = System.getProperty("user.name");
        String suffix = name == null || name.isBlank() || UNKNOWN.equals(name)
                ? id().map(String::valueOf).orElse("user")
                : name.replaceAll("[^A-Za-z0-9_.-]", "_");
        Path directory = Path.of(System.getProperty("java.io.tmpdir"), prefix + "-" + suffix);
        try {
            if (Files.notExists(directory)) {
                Files.createDirectories(directory);
                if (isPosix(directory)) {
                    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
                }
            }
            if (id().isPresent() && !id().get().equals(Files.getAttribute(directory, "unix:uid"))) {
                throw new IOException("it belongs to another user");
            }
            return directory;
        } catch (IOException e) {
            throw new EnvironmentException(
                    "The directory " + directory + " cannot be used as the cache of PostgreSQL's programs; set the"
                            + " environment variable XDG_CACHE_HOME to a directory of your own (" + e.getMessage()
                            + ").",
                    e);
        }
    }

    /**
     * What to put before the command of a PostgreSQL program, none of which runs as root or as a user without a name:
     * on Linux, a command that runs it as another user in a namespace of its own; otherwise nothing.
     *
     * @throws EnvironmentException if that is needed and not allowed
     */
    static List<String> commandPrefix() {
        boolean root = id().filter(id -> id == ROOT).isPresent();
        boolean nameless = id().isPresent() && UNKNOWN.equals(System.getProperty("user.name"));
        if (!root && !nameless) {
            return List.of();
        }
        if (canBecomeAnother()) {
            return OTHER_USER;
        }
        throw new EnvironmentException((root
                        ? "PostgreSQL does not run as root"
                        : "PostgreSQL does not run as the user " + id().get() + ", who has no name here")
                + ", and the command unshare -U, which would help, is missing or not allowed; run Maven as"
                + " a named user other than root, or name a server of your own with " + PropertyNames.HOST + ".");
    }

    private static Optional<Integer> id() {
        try {
            return Optional.of((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // not Linux
            return Optional.empty();
        }
    }

    private static boolean canBecomeAnother() {
        try {
            Process process = new ProcessBuilder("unshare", "-U", "id", "-un")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(SECONDS_TO_ANSWER, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isPosix(Path directory) {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
