package dev.brickhouse.seed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process has taken, as Linux tells. */
final class ProcessMemory {

    private ProcessMemory() {}

    /** The most memory that this process has had so far, with its unit. */
    static String peak() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.substring("VmHWM:".length()).strip())
                .findFirst()
                .orElse("unknown");
    }
}
