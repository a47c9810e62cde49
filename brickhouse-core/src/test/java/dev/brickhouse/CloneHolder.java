package dev.brickhouse;

import dev.brickhouse.embedded.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Another JVM that makes a clone, says where it is, and holds it until it is told to end or killed. */
final class CloneHolder {

    private final Process process;
    private final BufferedReader output;

    private CloneHolder(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static CloneHolder start(Path directory, double scale) throws IOException {
        return start(directory, scale, "");
    }

    /** @param cache the directory of a cache of seeds; empty for none */
    static CloneHolder start(Path directory, double scale, String cache) throws IOException {
        return new CloneHolder(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-Dbrickhouse.test.binaries=" + System.getProperty("brickhouse.test.binaries"),
                        "-Dbrickhouse.test.postgresVersion=" + TestServer.postgresVersion(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CloneHolder.class.getName(),
                        directory.toString(),
                        Double.toString(scale),
                        cache))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The JDBC URL of its clone, as soon as there is one. */
    String url() throws IOException {
        return output.readLine();
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets it close its clone, and returns its exit code. */
    int end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return process.waitFor();
    }

    static Brickhouse settings(Path directory, double scale) {
        return Brickhouse.embedded()
                .scale(scale)
                .asOf(LocalDate.of(2026, 11, 24))
                .templatesDirectory(directory)
                .seedCache(false)
                .binaries(TestServer.binaries())
                .postgresVersion(TestServer.postgresVersion());
    }

    /** @param arguments the directory of the templates, the scale and the directory of a cache of seeds */
    public static void main(String[] arguments) throws IOException {
        try (SeededDatabase seeded = settings(Path.of(arguments[0]), Double.parseDouble(arguments[1]))
                .seedCache(!arguments[2].isEmpty())
                .set("brickhouse.seedCacheDirectory", arguments[2])
                .start()) {
            System.out.println(seeded.jdbcUrl());
            while (System.in.read() >= 0) {
                // until the other end is closed
            }
        }
    }
}
