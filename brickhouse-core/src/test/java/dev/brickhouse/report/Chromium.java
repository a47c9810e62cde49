package dev.brickhouse.report;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Chromium of this machine, if it has one, without a window.
 *
 * @param binary the program
 * @param workDirectory where it leaves its profile and output
 */
public record Chromium(Path binary, Path workDirectory) {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final int SECONDS_UNTIL_IT_HANGS = 120;

    /**
     * What became of a page.
     *
     * @param dom the document after its scripts have run, without them
     * @param errors what it wrote to the console
     */
    public record Outcome(String dom, List<String> errors) {}

    public static Optional<Path> find() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A browser that shows no window, uses no network of its own and keeps everything in the given directory. */
    static List<String> command(Path binary, Path profile) {
        return List.of(
                binary.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile);
    }

    /** Opens a file on a system that prefers dark or light colors. */
    public Outcome open(Path page, boolean dark) throws IOException, InterruptedException {
        Path dom = Files.createTempFile(workDirectory, "dom", ".html");
        Path log = Files.createTempFile(workDirectory, "console", ".log");
        List<String> command = new ArrayList<>(command(binary, Files.createTempDirectory(workDirectory, "profile")));
        command.addAll(List.of(
                "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
                "--virtual-time-budget=5000",
                "--enable-logging=stderr",
                "--v=0",
                "--dump-dom",
                page.toUri().toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        if (!process.waitFor(SECONDS_UNTIL_IT_HANGS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("Chromium hangs: " + Files.readString(log));
        }
        List<String> errors = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("CONSOLE"))
                .toList();
        return new Outcome(Files.readString(dom).replaceAll("(?s)<script.*?</script>", ""), errors);
    }
}
