package dev.brickhouse.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a cluster's file pg_control says of it, for which the archives bring no program. What is read stands in the same
 * place in every version of PostgreSQL from 12 to 18.
 *
 * @param state 1 if the cluster was shut down in an orderly way
 * @param checkpoint where the last checkpoint is in the write-ahead log
 */
record ControlFile(int state, long checkpoint) {

    private static final String PATH = "global/pg_control";
    private static final int STATE_OFFSET = 16;
    private static final int CHECKPOINT_OFFSET = 32;
    private static final int SHUT_DOWN = 1;

    /** Empty if there is none that can be read. */
    static Optional<ControlFile> of(Path dataDirectory) {
        int length = CHECKPOINT_OFFSET + Long.BYTES;
        try (InputStream in = Files.newInputStream(dataDirectory.resolve(PATH))) {
            ByteBuffer head = ByteBuffer.wrap(in.readNBytes(length)).order(ByteOrder.nativeOrder());
            return head.limit() < length
                    ? Optional.empty()
                    : Optional.of(new ControlFile(head.getInt(STATE_OFFSET), head.getLong(CHECKPOINT_OFFSET)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether the cluster was shut down in an orderly way, so that a copy of it is complete. */
    static boolean saysShutDown(Path dataDirectory) {
        return of(dataDirectory).filter(file -> file.state == SHUT_DOWN).isPresent();
    }
}
