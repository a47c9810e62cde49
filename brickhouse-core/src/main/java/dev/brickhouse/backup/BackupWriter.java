package dev.brickhouse.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** Writes a backup. */
interface BackupWriter {

    WriterKind kind();

    /** The version of the program that writes; empty for the built-in writer. */
    String version();

    /**
     * Writes everything that the backup holds.
     *
     * @param snapshot a connection whose transaction sees the state that is written, under
     *     {@link dev.brickhouse.sql.PinnedSettings#applyForExport}
     * @param target the file or directory, which does not exist yet
     * @return how many rows of each table were written, by its qualified and quoted name
     */
    Map<String, Long> write(Connection snapshot, Path target) throws SQLException, IOException;
}
