package dev.brickhouse.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What psql prints, which nobody wants, except for the line that says how far it is. */
final class PsqlOutput {

    /** The command for psql to run right before it commits. */
    static final String TELL_OF_COMMIT = "\\echo brickhouse commits\n";

    private static final String COMMITS = "brickhouse commits";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Thread reader;
    private volatile boolean reachedCommit;

    private PsqlOutput(InputStream printed) {
        reader = new Thread(() -> read(printed), "brickhouse-psql-output");
        reader.setDaemon(true);
    }

    static PsqlOutput reading(InputStream printed) {
        PsqlOutput output = new PsqlOutput(printed);
        output.reader.start();
        return output;
    }

    /** Whether psql has come to the commit; it has to have ended. */
    boolean reachedCommit() {
        try {
            reader.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return reachedCommit;
    }

    private void read(InputStream printed) {
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(printed, StandardCharsets.ISO_8859_1));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reachedCommit |= line.equals(COMMITS);
            }
        } catch (IOException e) {
            // psql has ended, and what it printed so far counts
        }
    }
}
