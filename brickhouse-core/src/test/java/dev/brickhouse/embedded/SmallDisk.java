package dev.brickhouse.embedded;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk in memory that can be filled, where this process may mount such a thing: as root on Linux. */
public final class SmallDisk implements AutoCloseable {

    private final Path root;

    private SmallDisk(Path root) {
        this.root = root;
    }

    /**
     * Skips the test where no disk can be mounted.
     *
     * @param under an existing directory
     * @param size how much it holds, as {@code mount} takes it, such as {@code 300m}; further options may follow, such
     *     as {@code 300m,noexec}
     */
    public static SmallDisk mount(Path under, String size) throws IOException {
        Path root = Files.createDirectory(under.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", root.toString()) == 0,
                "a small disk cannot be mounted here; run this test as root on Linux");
        return new SmallDisk(root);
    }

    public Path root() {
        return root;
    }

    /** Leaves no room, until {@link #makeRoom()}. */
    public void fill() {
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            // now it is full
        }
    }

    /** Changes how much it holds. */
    public void resize(String size) {
        run("mount", "-o", "remount,size=" + size, root.toString());
    }

    public void makeRoom() throws IOException {
        Files.delete(ballast());
    }

    @Override
    public void close() {
        run("umount", "--lazy", root.toString());
    }

    private Path ballast() {
        return root.resolve("ballast");
    }

    /** What the program ends with, -1 where there is no such program. */
    private static int run(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
