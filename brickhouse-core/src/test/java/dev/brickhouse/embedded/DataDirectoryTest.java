package dev.brickhouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.EnvironmentException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path temporary;

    @Test
    void isMadeForItsOwnerOnly() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path directory = temporary.resolve("a/b/pg18");

        DataDirectory.prepare(directory, 18);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void isClosedAgainIfSomebodyOpenedIt() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        makeCluster("18");

        DataDirectory.prepare(temporary, 18);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary)))
                .isEqualTo("rwx------");
    }

    @Test
    void anotherMajorVersionIsRefused() throws IOException {
        makeCluster("16");

        assertThatThrownBy(() -> DataDirectory.prepare(temporary, 18))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The data in " + temporary + " are of PostgreSQL 16, but the embedded server is to be"
                        + " PostgreSQL 18; set brickhouse.postgresVersion=16, or choose another directory with"
                        + " brickhouse.dataDirectory.");
    }

    @Test
    void somebodyElsesFilesAreLeftAlone() throws IOException {
        Path file = Files.writeString(temporary.resolve("thesis.txt"), "mine");

        assertNotOurs(temporary);
        assertNotOurs(file);
        assertThat(file).hasContent("mine");
    }

    @Test
    void theLockOfAnInterruptedFirstStartIsNoObstacle() throws IOException {
        Files.createFile(temporary.resolve("epg-lock"));

        DataDirectory.prepare(temporary, 18);

        assertThat(temporary).isDirectory();
    }

    @Test
    void aPlaceThatCannotBeADirectoryIsNamed() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.prepare(file.resolve("pg18"), 18))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith("The directory " + file.resolve("pg18")
                        + " cannot be used for the embedded server's data; correct brickhouse.dataDirectory, or make it"
                        + " writable (");
    }

    /** As far as it is looked at. */
    private void makeCluster(String version) throws IOException {
        Files.writeString(temporary.resolve("PG_VERSION"), version + "\n");
        Files.writeString(temporary.resolve("postmaster.opts"), "postgres\n");
        Files.writeString(Files.createDirectory(temporary.resolve("global")).resolve("pg_control"), "");
    }

    private static void assertNotOurs(Path directory) {
        assertThatThrownBy(() -> DataDirectory.prepare(directory, 18))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(directory + " is neither empty nor a PostgreSQL data directory, so it was left untouched;"
                        + " choose another one with brickhouse.dataDirectory.");
    }
}
