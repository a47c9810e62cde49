package dev.brickhouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brickhouse.problem.ConfigurationException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvFileTest {

    @TempDir
    Path directory;

    /** What the documentation of Docker Compose and of python-dotenv says of a line, and what both make of it. */
    static Arguments[] lines() {
        return new Arguments[] {
            Arguments.of("DB_PASSWORD=plain", "plain"),
            Arguments.of("DB_PASSWORD = with blanks around ", "with blanks around"),
            Arguments.of("  DB_PASSWORD=indented", "indented"),
            Arguments.of("export DB_PASSWORD=exported", "exported"),
            Arguments.of("DB_PASSWORD=ab#cd", "ab#cd"),
            Arguments.of("DB_PASSWORD=#abc", "#abc"),
            Arguments.of("DB_PASSWORD=value # comment", "value"),
            Arguments.of("DB_PASSWORD=value\t# comment", "value"),
            Arguments.of("DB_PASSWORD=# no comment", "# no comment"),
            Arguments.of("DB_PASSWORD= # comment", ""),
            Arguments.of("DB_PASSWORD=", ""),
            Arguments.of("DB_PASSWORD=a=b", "a=b"),
            Arguments.of("DB_PASSWORD='single'", "single"),
            Arguments.of("DB_PASSWORD=\"double\"", "double"),
            Arguments.of("DB_PASSWORD='single' # comment", "single"),
            Arguments.of("DB_PASSWORD=\"p#1 = x\"  # comment", "p#1 = x"),
            Arguments.of("DB_PASSWORD='$OTHER ${OTHER}'", "$OTHER ${OTHER}"),
            Arguments.of("DB_PASSWORD='Let\\'s go!'", "Let's go!"),
            Arguments.of("DB_PASSWORD=\"{\\\"hello\\\": \\\"json\\\"}\"", "{\"hello\": \"json\"}"),
            Arguments.of("DB_PASSWORD=\"some\\tvalue\\n\"", "some\tvalue\n"),
            Arguments.of("DB_PASSWORD='some\\tvalue'", "some\\tvalue"),
            Arguments.of("DB_PASSWORD=some\\tvalue", "some\\tvalue"),
            Arguments.of("DB_PASSWORD=\"back\\\\slash\"", "back\\slash"),
            Arguments.of("DB_PASSWORD=\"two\nlines\"", "two\nlines"),
            Arguments.of("DB_PASSWORD='two\nlines'", "two\nlines"),
            Arguments.of("DB_PASSWORD=it's", "it's"),
            Arguments.of("DB_PASSWORD=first\nDB_PASSWORD=second", "second"),
            Arguments.of("DB_PASSWORD=pa$word", "pa$word"),
            Arguments.of("OTHER=x\nDB_PASSWORD=a${OTHER}b", "axb"),
            Arguments.of("OTHER=x\nDB_PASSWORD=\"a${OTHER}b\"", "axb"),
            Arguments.of("DB_PASSWORD=a${NOBODY}b", "ab"),
            Arguments.of("DB_PASSWORD=a${NOBODY:-else}b", "aelseb"),
            Arguments.of("EMPTY=\nDB_PASSWORD=a${EMPTY:-else}b${EMPTY-not}", "aelseb"),
            Arguments.of("DB_PASSWORD=${FROM_ENVIRONMENT}", "there"),
            Arguments.of("DB_PASSWORD=\"a\\${OTHER}\"", "a${OTHER}"),
            Arguments.of("\uFEFFDB_PASSWORD=after a byte order mark", "after a byte order mark"),
            Arguments.of("A=1\r\nDB_PASSWORD=lines of Windows\r\nB=2\r\n", "lines of Windows"),
            Arguments.of("# comment\n\nDB_PASSWORD=x\n", "x"),
        };
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aValueIsWhatOthersReadToo(String text, String value) throws IOException {
        assertThat(read(write(text)).find("DB_PASSWORD")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2 is my password",
                "BARE_NAME",
                "export BARE_NAME",
                "= nothing",
                "OTHER=\"never ends",
                "OTHER='never ends",
                "OTHER=\"ends\" and goes on",
                "some: yaml",
                "<xml/>",
                "2MUCH=1",
                "caf\u00e9=\u00e9",
            })
    void aLineOfSomebodyElseStopsNobody(String line) throws IOException {
        EnvFile file = read(write("DB_USER=before\n" + line + "\nDB_HOST='after'\n"));

        assertThat(file.find("DB_USER")).isEqualTo("before");
        assertThat(file.find("DB_HOST")).isEqualTo("after");
        assertThat(file.find("DB_PORT")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DB_PASSWORD='hunter2", "DB_PASSWORD=\"hunter2", "DB_PASSWORD=\"hunter2\" and more"})
    void aLineOfOursThatCannotBeReadIsNotQuoted(String line) throws IOException {
        Path path = write(line + "\nDB_HOST=db\n");

        assertThat(read(path).find("DB_HOST")).isEqualTo("db");
        assertRefused(path);
    }

    @Test
    void bytesThatAreNoTextMatterInOurLinesOnly() throws IOException {
        Path path = Files.write(
                directory.resolve(".env"),
                "# caf\u00e9\nDB_HOST=db\nDB_PASSWORD=caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(read(path).find("DB_HOST")).isEqualTo("db");
        assertRefused(path);
    }

    @Test
    void aFileOfPowerShellIsRead() throws IOException {
        Path path = Files.write(directory.resolve(".env"), "\uFEFFDB_HOST=db\r\n".getBytes(StandardCharsets.UTF_16LE));

        assertThat(read(path).find("DB_HOST")).isEqualTo("db");
    }

    @Test
    void aMissingFileAndADirectoryMatterOnlyIfTheyWereNamed() {
        for (Path path : new Path[] {directory.resolve("missing.env"), directory}) {
            assertThat(EnvFile.read(path, false, Map.of()).find("DB_HOST")).isNull();
            assertThatThrownBy(() -> read(path))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("The file " + path + " cannot be read; correct brickhouse.envFile, or make it a file"
                            + " that you may read.");
        }
    }

    /** As a program that keeps secrets gives them out: anew to each reader. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNamedPipeIsRead(boolean named) throws Exception {
        Path pipe = namedPipe();
        for (String value : new String[] {"first", "second"}) {
            Process writer = shell("echo DB_HOST=" + value + " >\"$0\"", pipe);
            assertThat(EnvFile.read(pipe, named, Map.of()).find("DB_HOST")).isEqualTo(value);
            assertThat(writer.waitFor()).isZero();
        }
    }

    /** As the shell's process substitution gives it; only the first of the goals of a build gets anything out of it. */
    @Test
    void anOpenPipeIsReadOnceForAllGoals() throws Exception {
        assumeThat(Path.of("/proc/self/fd")).isDirectory();
        Process writer = new ProcessBuilder("/bin/sh", "-c", "read go; echo DB_HOST=db; exec >&-; read end").start();
        try (OutputStream tell = writer.getOutputStream()) {
            Path pipe = ownEndOf(Path.of("/proc", Long.toString(writer.pid()), "fd", "1"));
            tell.write('\n');
            tell.flush();
            for (int goal = 0; goal < 2; goal++) {
                assertThat(EnvFile.read(pipe, true, Map.of()).find("DB_HOST")).isEqualTo("db");
            }
            assertThat(writer.getInputStream().available()).isZero();
        }
        assertThat(writer.waitFor()).isOne();
    }

    @Test
    void aPipeThatNobodyWritesToIsGivenUp() throws Exception {
        Path pipe = namedPipe();

        assertThatThrownBy(() -> SmallFile.read(pipe, Duration.ofMillis(1)))
                .isInstanceOf(SmallFile.UnusableException.class)
                .hasMessage("it is not a regular file, and nobody has written all of it within 0 seconds");
        // lets the reading thread end
        assertThat(shell("echo >\"$0\"", pipe).waitFor()).isZero();
    }

    @Test
    void whatNeverEndsIsToldWhetherOrNotItWasNamed() throws Exception {
        Path path = Files.createSymbolicLink(directory.resolve(".env"), Path.of("/dev/zero"));

        assertThat(EnvFile.read(path, false, Map.of()).warning())
                .hasValue("The file " + path + " cannot be read (it is larger than a megabyte), so nothing in it"
                        + " counts; make it readable, or name another with brickhouse.envFile");
        assertThatThrownBy(() -> read(path))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The file " + path + " cannot be read (it is larger than a megabyte); correct"
                        + " brickhouse.envFile, or make it a file that you may read.");
    }

    @Test
    void aLinkToNothingIsTold() throws Exception {
        Path path = Files.createSymbolicLink(directory.resolve(".env"), directory.resolve("nothing"));

        assertThat(EnvFile.read(path, false, Map.of()).warning()).isPresent();
    }

    private Path namedPipe() throws Exception {
        assumeThat(Path.of("/bin/sh")).isExecutable();
        Path pipe = directory.resolve(".env");
        assertThat(shell("mkfifo \"$0\"", pipe).waitFor()).isZero();
        return pipe;
    }

    private static Process shell(String command, Path argument) throws IOException {
        return new ProcessBuilder("/bin/sh", "-c", command, argument.toString())
                .inheritIO()
                .start();
    }

    /** The name in /dev/fd under which this process has another's pipe open. */
    private static Path ownEndOf(Path pipe) throws IOException {
        Path target = Files.readSymbolicLink(pipe);
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            Path found = open.filter(each -> isLinkTo(each, target)).findFirst().orElseThrow();
            return Path.of("/dev/fd").resolve(found.getFileName());
        }
    }

    private static boolean isLinkTo(Path link, Path target) {
        try {
            return Files.readSymbolicLink(link).equals(target);
        } catch (IOException e) {
            // closed meanwhile
            return false;
        }
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve(".env"), text);
    }

    private static EnvFile read(Path path) {
        return EnvFile.read(path, true, Map.of("FROM_ENVIRONMENT", "there"));
    }

    private static void assertRefused(Path path) {
        assertThatThrownBy(() -> read(path).find("DB_PASSWORD"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The file " + path + " sets DB_PASSWORD to something that cannot be read; write"
                        + " DB_PASSWORD='value' in UTF-8, with a backslash before each ' in the value.");
    }
}
