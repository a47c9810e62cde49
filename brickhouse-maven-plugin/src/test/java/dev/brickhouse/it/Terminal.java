package dev.brickhouse.it;

import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command at a pseudo terminal that the command script of util-linux makes, with somebody who reads and presses keys.
 */
public final class Terminal implements AutoCloseable {

    /** What the key Ctrl-C sends. */
    public static final int CTRL_C = 3;

    /** Only ends a test that has failed anyway. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String COLORS = "\u001b\\[[0-9;]*[mK]";

    private final Process process;
    private final StringBuilder printed = new StringBuilder();
    private boolean ended;

    private Terminal(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "terminal");
        reader.setDaemon(true);
        reader.start();
    }

    /** Whether there is what it takes on this machine. */
    public static boolean isPossible() {
        try {
            Process version = new ProcessBuilder("script", "--version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said.contains("util-linux");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Starts a command of a shell.
     *
     * @param directory where it runs
     * @param program the program {@code mvn} that the command means
     */
    public static Terminal start(File directory, File program, String command) throws IOException {
        // a build in the background of a shell ignores Ctrl-C, and so would all that it starts
        ProcessBuilder builder = new ProcessBuilder(List.of(
                "env", "--default-signal=INT", "script", "--quiet", "--return", "--command", command, "/dev/null"));
        builder.environment().merge("PATH", program.getParent(), (path, mavens) -> mavens + File.pathSeparator + path);
        return new Terminal(
                builder.directory(directory).redirectErrorStream(true).start());
    }

    /** Waits until the output matches somewhere. */
    public Matcher await(Pattern pattern) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (printed) {
            while (true) {
                Matcher matcher = pattern.matcher(output());
                if (matcher.find()) {
                    return matcher;
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (ended || left <= 0) {
                    throw new AssertionError("'" + pattern + "' is not in what was printed:\n" + output());
                }
                printed.wait(left);
            }
        }
    }

    public void press(int key) throws IOException {
        OutputStream keyboard = process.getOutputStream();
        keyboard.write(key);
        keyboard.flush();
    }

    /** Whether the command has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until the command has ended and returns its exit code. */
    public int await() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the command does not end; it printed:\n" + output());
        }
        return process.exitValue();
    }

    /** All that was printed so far, without colors. */
    public String output() {
        synchronized (printed) {
            return printed.toString().replaceAll(COLORS, "");
        }
    }

    @Override
    public void close() {
        process.destroy();
    }

    private void read() {
        char[] buffer = new char[1024];
        try (Reader reader = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            for (int length = reader.read(buffer); length >= 0; length = reader.read(buffer)) {
                append(new String(buffer, 0, length));
            }
        } catch (IOException e) {
            append("[" + e + "]");
        }
        synchronized (printed) {
            ended = true;
            printed.notifyAll();
        }
    }

    private void append(String text) {
        synchronized (printed) {
            printed.append(text);
            printed.notifyAll();
        }
    }
}
