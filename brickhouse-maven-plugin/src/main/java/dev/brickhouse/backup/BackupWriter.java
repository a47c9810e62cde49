package dev.brickhouse.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Writes a backup. */
interface BackupWriter {

    Writer kind();

    /** The version of the program that writes; empty for the built-in writer. */
    String version();

    /**
     * Writes everything that the backup holds.
     *
     * @param snapshot a connection whose transaction sees the state that is written, with an empty search path
     * @param target the file or directory, which does not exist yet
     */
    void write(Connection snapshot, Path target) throws SQLException, IOException;
}
