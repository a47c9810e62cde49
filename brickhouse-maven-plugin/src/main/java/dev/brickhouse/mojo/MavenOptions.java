package dev.brickhouse.mojo;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.execution.MavenExecutionRequest;

/**
 * The options of Maven's command line that say which projects a build works on and by which settings. Those that only say
 * how much is printed, or how fast it goes, do not count.
 */
final class MavenOptions {

    private static final Map<String, List<String>> MAKE = Map.of(
            MavenExecutionRequest.REACTOR_MAKE_UPSTREAM, List.of("-am"),
            MavenExecutionRequest.REACTOR_MAKE_DOWNSTREAM, List.of("-amd"),
            MavenExecutionRequest.REACTOR_MAKE_BOTH, List.of("-am", "-amd"));

    private final Properties system;
    private final Path workingDirectory;
    private final List<String> words = new ArrayList<>();

    private MavenOptions(Properties system) {
        this.system = system;
        this.workingDirectory = Path.of(system.getProperty("user.dir", "")).toAbsolutePath();
    }

    /** The options, each word on its own, without those that only repeat what Maven does anyway. */
    static List<String> of(MavenExecutionRequest request) {
        MavenOptions options = new MavenOptions(request.getSystemProperties());
        options.file("-f", request.getPom(), options.workingDirectory.resolve("pom.xml"));
        options.file("-s", request.getUserSettingsFile(), options.ofUser("settings.xml"));
        options.file("-gs", request.getGlobalSettingsFile(), options.ofInstallation("settings.xml"));
        options.file("-t", request.getUserToolchainsFile(), options.ofUser("toolchains.xml"));
        options.list("-P", request.getActiveProfiles(), request.getInactiveProfiles());
        options.list("-pl", request.getSelectedProjects(), request.getExcludedProjects());
        options.words.addAll(MAKE.getOrDefault(String.valueOf(request.getMakeBehavior()), List.of()));
        if (request.getResumeFrom() != null) {
            options.words.addAll(List.of("-rf", request.getResumeFrom()));
        }
        if (!request.isRecursive()) {
            options.words.add("-N");
        }
        if (request.isOffline()) {
            options.words.add("-o");
        }
        return options.words;
    }

    private Path ofUser(String name) {
        return Path.of(system.getProperty("user.home", ""), ".m2", name);
    }

    /** Null where Maven does not say where it is installed. */
    private Path ofInstallation(String name) {
        String home = system.getProperty("maven.home");
        return home == null ? null : Path.of(home, "conf", name);
    }

    private void file(String option, File file, Path usual) {
        if (file == null || usual == null) {
            return;
        }
        Path path = workingDirectory.resolve(file.toPath()).normalize();
        if (!path.equals(workingDirectory.resolve(usual).normalize())) {
            words.add(option);
            words.add((path.startsWith(workingDirectory) ? workingDirectory.relativize(path) : path).toString());
        }
    }

    private void list(String option, List<String> wanted, List<String> unwanted) {
        List<String> all = new ArrayList<>(wanted);
        unwanted.forEach(name -> all.add("!" + name));
        if (!all.isEmpty()) {
            words.add(option);
            words.add(String.join(",", all));
        }
    }
}
