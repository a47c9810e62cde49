package dev.brickhouse.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.client.ClientPrograms;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.sql.ConnectionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "stands in shell scripts for pg_dump")
class WriterSelectionTest {

    private final RecordingConsole console = new RecordingConsole();

    @TempDir
    private Path directory;

    @Test
    void aPgDumpAsNewAsTheServerWrites() throws IOException {
        ClientPrograms programs = programs("15.8 (Debian 15.8-1)", "18.1");

        BackupWriter writer = WriterSelection.of(
                request(BackupFormat.CUSTOM, BackupScope.SCHEMAS, WriterKind.AUTO),
                programs,
                18,
                console,
                Optional::empty,
                ConnectionBudget.unlimited());

        assertThat(writer.kind()).isEqualTo(WriterKind.PG_DUMP);
        assertThat(writer.version()).isEqualTo("18.1");
    }

    @Test
    void anOlderOneLeavesAScriptToTheBuiltInWriterAndTheLogSaysWhy() throws IOException {
        BackupWriter writer = WriterSelection.of(
                request(BackupFormat.PLAIN, BackupScope.SCHEMAS, WriterKind.AUTO),
                programs("15.8"),
                18,
                console,
                Optional::empty,
                ConnectionBudget.unlimited());

        assertThat(writer.kind()).isEqualTo(WriterKind.BUILTIN);
        assertThat(console.shown())
                .singleElement()
                .asString()
                .startsWith("The built-in writer takes the backup, since pg_dump at ")
                .endsWith(" is version 15.8, older than the server's 18");
    }

    @ParameterizedTest
    @CsvSource({
        "PG_DUMP, PLAIN, SCHEMAS, or let the built-in writer make a script with brickhouse.backup.writer=builtin.",
        "PG_DUMP, CUSTOM, SCHEMAS, with brickhouse.backup.writer=builtin and brickhouse.backup.format=plain.",
        "AUTO, CUSTOM, SCHEMAS, or let the built-in writer make a script with brickhouse.backup.format=plain."
    })
    void whatItAdvisesHelps(WriterKind kind, BackupFormat format, BackupScope scope, String advice) throws IOException {
        ClientPrograms old = programs("15.8");
        assertThatThrownBy(() -> WriterSelection.of(
                        request(format, scope, kind), old, 18, console, Optional::empty, ConnectionBudget.unlimited()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith(advice);

        BackupWriter advised = WriterSelection.of(
                request(BackupFormat.PLAIN, scope, advice.contains("=builtin") ? WriterKind.BUILTIN : kind),
                old,
                18,
                console,
                Optional::empty,
                ConnectionBudget.unlimited());
        assertThat(advised.kind()).isEqualTo(WriterKind.BUILTIN);
    }

    @Test
    void theOtherFormatsSayHowToGetIt() {
        assertThatThrownBy(() -> WriterSelection.of(
                        request(BackupFormat.DIRECTORY, BackupScope.SCHEMAS, WriterKind.AUTO),
                        programs(),
                        18,
                        console,
                        Optional::empty,
                        ConnectionBudget.unlimited()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The format directory needs pg_dump, but no pg_dump was found; install"
                        + " PostgreSQL's client programs (package postgresql-client on Debian")
                .hasMessageEndingWith("with brickhouse.backup.format=plain.");
    }

    @Test
    void theOtherFormatsNeedWhatReadsThemBack() throws IOException {
        ClientPrograms programs = programs("18.1");
        Files.delete(directory.resolve("18.1").resolve("pg_restore"));

        assertThatThrownBy(() -> WriterSelection.of(
                        request(BackupFormat.CUSTOM, BackupScope.SCHEMAS, WriterKind.AUTO),
                        programs,
                        18,
                        console,
                        Optional::empty,
                        ConnectionBudget.unlimited()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "A backup in the format custom is read back by pg_restore to see that nothing is"
                                + " missing, but no pg_restore was found; install PostgreSQL's client programs");
        assertThat(WriterSelection.of(
                                request(BackupFormat.PLAIN, BackupScope.SCHEMAS, WriterKind.AUTO),
                                programs,
                                18,
                                console,
                                Optional::empty,
                                ConnectionBudget.unlimited())
                        .kind())
                .isEqualTo(WriterKind.PG_DUMP);
    }

    @Test
    void soDoesAWholeDatabase() {
        assertThatThrownBy(() -> WriterSelection.of(
                        request(BackupFormat.PLAIN, BackupScope.DATABASE, WriterKind.AUTO),
                        programs(),
                        18,
                        console,
                        Optional::empty,
                        ConnectionBudget.unlimited()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("A backup of the whole database needs pg_dump, but no pg_dump was found;");
    }

    @Test
    void aProgramThatIsNotThereIsToldOf() {
        assertThatThrownBy(() -> ClientPrograms.ofThisMachine(Optional.of(directory.resolve("pg_dump"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("brickhouse.pgDump is '")
                .hasMessageContaining("which does not exist");
    }

    private ClientPrograms programs(String... versions) throws IOException {
        List<Path> directories = new ArrayList<>(List.of(directory.resolve("nothing here")));
        for (String version : versions) {
            Path own = Files.createDirectory(directory.resolve(version.replace(' ', '_')));
            for (String name : List.of("pg_dump", "pg_restore")) {
                Path program = own.resolve(name);
                Files.writeString(program, "#!/bin/sh\necho '" + name + " (PostgreSQL) " + version + "'\n");
                assertThat(program.toFile().setExecutable(true)).isTrue();
            }
            directories.add(own);
        }
        return new ClientPrograms(Optional.empty(), directories);
    }

    private BackupRequest request(BackupFormat format, BackupScope scope, WriterKind writer) {
        return BackupRequest.builder()
                .format(format)
                .scope(scope)
                .writer(writer)
                .compression(0)
                .directory(directory)
                .build();
    }
}
