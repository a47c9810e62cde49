package dev.brickhouse.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The file of a script. */
final class ScriptFile {

    /** Opens the file that is written; a test puts a full disk in its place. */
    @FunctionalInterface
    interface Opener {

        OutputStream open(Path file) throws IOException;
    }

    private static final int BUFFER_BYTES = 1 << 16;

    private ScriptFile() {}

    /** Makes a file that is not there yet. */
    static OutputStream create(Path file) throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    }

    /** @param level from 1 (fast) to 9 (small), 0 for no compression */
    static OutputStream compressed(OutputStream file, int level) throws IOException {
        if (level == 0) {
            return new BufferedOutputStream(file, BUFFER_BYTES);
        }
        OutputStream compressing = new GZIPOutputStream(file, BUFFER_BYTES) {
            {
                def.setLevel(Math.min(level, Deflater.BEST_COMPRESSION));
            }
        };
        return new BufferedOutputStream(compressing, BUFFER_BYTES);
    }
}
