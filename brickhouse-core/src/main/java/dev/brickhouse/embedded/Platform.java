package dev.brickhouse.embedded;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Names the platform as the archives of PostgreSQL's binaries do. */
final class Platform {

    private static final Path ALPINE = Path.of("/etc/alpine-release");

    private Platform() {}

    static String current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"), Files.exists(ALPINE));
    }

    /** @throws ConfigurationException if there are no binaries for the platform */
    static String of(String osName, String osArch, boolean alpine) {
        String name = osName.toLowerCase(Locale.ROOT);
        String arch = osArch.toLowerCase(Locale.ROOT);
        String cpu = switch (arch) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64", "arm64" -> "arm64v8";
            default -> null;
        };
        String os = name.contains("linux")
                ? "linux"
                : name.contains("mac") || name.contains("darwin")
                        ? "darwin"
                        : name.contains("windows") ? "windows" : null;
        if (os == null || cpu == null || os.equals("windows") && !cpu.equals("amd64")) {
            throw new ConfigurationException("There is no embedded PostgreSQL for " + osName + " on " + osArch
                    + "; name a server of your own with " + PropertyNames.HOST + ".");
        }
        return os + "-" + cpu + (os.equals("linux") && alpine ? "-alpine" : "");
    }
}
