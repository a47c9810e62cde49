package dev.brickhouse.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a cluster's file pg_control says of it, for which the archives bring no program. */
final class ControlFile {

    private static final String PATH = "global/pg_control";

    /** Behind two versions and the system's identifier, in every version of PostgreSQL so far. */
    private static final int STATE_OFFSET = 16;

    private static final int SHUT_DOWN = 1;

    private ControlFile() {}

    /** Whether the cluster was shut down in an orderly way, so that a copy of it is complete. */
    static boolean saysShutDown(Path dataDirectory) {
        try (InputStream in = Files.newInputStream(dataDirectory.resolve(PATH))) {
            byte[] head = in.readNBytes(STATE_OFFSET + Integer.BYTES);
            return head.length == STATE_OFFSET + Integer.BYTES
                    && ByteBuffer.wrap(head).order(ByteOrder.nativeOrder()).getInt(STATE_OFFSET) == SHUT_DOWN;
        } catch (IOException e) {
            return false;
        }
    }
}
