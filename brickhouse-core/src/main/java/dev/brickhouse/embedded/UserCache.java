package dev.brickhouse.embedded;

import dev.brickhouse.config.Plugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user's cache of what can be had again and takes a while: PostgreSQL's programs, seeded data directories. */
public final class UserCache {

    private UserCache() {}

    /**
     * Private to this user: in a shared directory, others could put their own programs in place of these.
     *
     * @throws dev.brickhouse.problem.EnvironmentException if there is none that can be used
     */
    public static Path directory() {
        String cache = System.getenv("XDG_CACHE_HOME");
        String home = System.getProperty("user.home");
        if (cache != null && !cache.isBlank() && Path.of(cache).isAbsolute()) {
            return usable(Path.of(cache, Plugin.NAME));
        }
        // a user without a name has no home either, for which Java reports a question mark
        return home == null || home.isBlank() || !Path.of(home).isAbsolute()
                ? OperatingSystemUser.temporaryDirectory(Plugin.NAME)
                : usable(Path.of(home, ".cache", Plugin.NAME));
    }

    private static Path usable(Path directory) {
        // PostgreSQL's programs call each other through a shell, which would interpret any other path
        if (!directory.toString().matches("[^\"'`$%\\r\\n]*")) {
            return OperatingSystemUser.temporaryDirectory(Plugin.NAME);
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            // some build users have no home that they may write to
            return OperatingSystemUser.temporaryDirectory(Plugin.NAME);
        }
        return Files.isWritable(directory) ? directory : OperatingSystemUser.temporaryDirectory(Plugin.NAME);
    }
}
