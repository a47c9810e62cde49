package dev.brickhouse.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedBackupTest {

    @TempDir
    Path directory;

    @Test
    void whatAKilledProcessLeftIsDeletedThoughItHadTheSameProcessId() throws IOException {
        String left = ".unfinished-" + ProcessHandle.current().pid() + "-1700000000000-4711";
        Files.createFile(directory.resolve(left + ".lock"));
        Files.createDirectory(directory.resolve(left));
        Files.writeString(directory.resolve(left).resolve("toc.dat"), "half");

        try (UnfinishedBackup backup = UnfinishedBackup.in(directory)) {
            assertThat(backup.path().getParent()).isEqualTo(directory);
            assertThat(directory.resolve(left)).doesNotExist();
            assertThat(directory.resolve(left + ".lock")).doesNotExist();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anotherBackupOfTheSameProcessStays() throws IOException {
        try (UnfinishedBackup first = UnfinishedBackup.in(directory)) {
            Files.writeString(first.path(), "half");

            UnfinishedBackup.in(directory).close();

            assertThat(first.path()).exists();
        }
        assertThat(directory).isEmptyDirectory();
    }
}
