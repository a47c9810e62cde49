package dev.brickhouse.backup;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.client.ClientPrograms;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.schema.RetailSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PsqlRestoreTest {

    @TempDir
    private Path directory;

    @Test
    void aScriptOfPgDumpsNeedsPsql() {
        assertThatThrownBy(() -> find(BackupFormat.PLAIN))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The backup was written by pg_dump, and restoring it needs psql, which was not"
                        + " found; install PostgreSQL's client programs");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "shell scripts stand in for the programs")
    void theOtherFormatsNeedAPgRestoreAsNewAsThePgDumpThatWroteThem() throws IOException {
        program("psql", "18.1");

        assertThatThrownBy(() -> find(BackupFormat.CUSTOM))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("a pg_restore of that version or a newer one, which was not found;");
        Path older = program("pg_restore", "15.8");
        assertThatThrownBy(() -> find(BackupFormat.DIRECTORY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("pg_dump 18.1 in the format directory")
                .hasMessageContaining("but the one at " + older + " is version 15.8;");
    }

    private PsqlRestore find(BackupFormat format) {
        BackupManifest manifest = new BackupManifest(
                "2026-11-24T12:00:00Z",
                new BackupManifest.Server("18.6", 18),
                new BackupManifest.Writer(WriterKind.PG_DUMP, "18.1"),
                new BackupManifest.Options(BackupContent.FULL, format, BackupScope.SCHEMAS, false),
                RetailSchema.DEFAULT,
                null,
                Map.of(),
                List.of(),
                List.of());
        return PsqlRestore.find(
                manifest,
                new RestoreRequest(RetailSchema.DEFAULT, directory, false, Optional.empty(), () -> Map.of()),
                new ClientPrograms(Optional.empty(), List.of(directory)));
    }

    private Path program(String name, String version) throws IOException {
        Path program = directory.resolve(name);
        Files.writeString(program, "#!/bin/sh\necho '" + name + " (PostgreSQL) " + version + "'\n");
        if (!program.toFile().setExecutable(true)) {
            throw new IOException("cannot be made executable: " + program);
        }
        return program;
    }
}
