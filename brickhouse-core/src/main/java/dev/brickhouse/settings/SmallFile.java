package dev.brickhouse.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A file of at most a megabyte, which may be a pipe that a program writes to, such as one that keeps secrets. */
final class SmallFile {

    private static final int LARGEST_IN_BYTES = 1_000_000;
    private static final Duration TIME_TO_WRITE = Duration.ofSeconds(30);

    /** What the shell's &lt;(command) gives can be read once only, but is named to all goals of a build. */
    private static final Map<Object, byte[]> OPEN_PIPES = new ConcurrentHashMap<>();

    private SmallFile() {}

    /** Says what is against reading a file that the operating system would let this process read. */
    static final class UnusableException extends IOException {

        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    static byte[] read(Path file) throws IOException {
        return read(file, TIME_TO_WRITE);
    }

    /** @param timeToWrite how long others may take to write to a pipe */
    static byte[] read(Path file, Duration timeToWrite) throws IOException {
        if (Files.isRegularFile(file)) {
            return contents(file);
        }
        if (!file.startsWith("/dev/fd") && !file.startsWith("/proc")) {
            return written(file, timeToWrite);
        }
        Object pipe = Map.entry(file, String.valueOf(Files.getAttribute(file, "unix:ino")));
        byte[] known = OPEN_PIPES.get(pipe);
        if (known == null) {
            known = written(file, timeToWrite);
            OPEN_PIPES.put(pipe, known);
        }
        return known;
    }

    /** In a thread of its own, since nothing else ends the wait for somebody who writes. */
    private static byte[] written(Path pipe, Duration time) throws IOException {
        FutureTask<byte[]> reading = new FutureTask<>(() -> contents(pipe));
        Thread thread = new Thread(reading, "brickhouse-read-pipe");
        thread.setDaemon(true);
        thread.start();
        try {
            return reading.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new UnusableException("it is not a regular file, and nobody has written all of it within "
                    + time.toSeconds() + " seconds");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static byte[] contents(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            byte[] bytes = input.readNBytes(LARGEST_IN_BYTES + 1);
            if (bytes.length > LARGEST_IN_BYTES) {
                throw new UnusableException("it is larger than a megabyte");
            }
            return bytes;
        }
    }

    /** Whether there is anything of this name that could be meant as a file. */
    static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(file);
    }
}
