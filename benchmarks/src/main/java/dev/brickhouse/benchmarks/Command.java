package dev.brickhouse.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Other programs. */
final class Command {

    private Command() {}

    /** Runs one and returns what it printed. */
    static String run(List<String> command) throws IOException, InterruptedException {
        return end(command, start(command));
    }

    static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Waits for one that was started. */
    static String end(List<String> command, Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("Failed: " + String.join(" ", command) + "\n" + output);
        }
        return output;
    }
}
