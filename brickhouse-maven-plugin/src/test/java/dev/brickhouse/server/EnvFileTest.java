package dev.brickhouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.problem.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvFileTest {

    @TempDir
    Path directory;

    @Test
    void quotesAndCommentsAreUnderstood() throws IOException {
        Path file = write("# the test server\n\nDB_HOST=db.example.com\nDB_USER= anna \nDB_PASSWORD=\"p#1 = x\"\n");

        assertThat(find(file, "brickhouse.host")).isEqualTo("db.example.com");
        assertThat(find(file, "brickhouse.user")).isEqualTo("anna");
        assertThat(find(file, "brickhouse.password")).isEqualTo("p#1 = x");
    }

    @Test
    void aMissingFileMattersOnlyIfItWasNamed() {
        Path missing = directory.resolve("missing.env");

        assertThat(new SettingSources(Requests.builder().envFile(missing, false).build())
                        .find("brickhouse.host", null)
                        .present())
                .isFalse();
        assertRefused(
                missing,
                "The file " + missing + " cannot be read; correct brickhouse.envFile, or make it a file"
                        + " that you may read.");
    }

    @Test
    void aDirectoryIsNoFile() {
        assertRefused(
                directory,
                "The file " + directory
                        + " cannot be read; correct brickhouse.envFile, or make it a file that you may read.");
    }

    @Test
    void anInvalidLineIsNotQuoted() throws IOException {
        Path file = write("DB_HOST=db\nhunter2 is my password\n");

        assertRefused(
                file,
                "The file " + file + " is not a valid .env file; every line has to be NAME=value or a"
                        + " comment that begins with #.");
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws IOException {
        Path file = Files.write(directory.resolve(".env"), new byte[] {(byte) 0xff, (byte) 0xfe, 'D', 0, '=', 0});

        assertRefused(
                file,
                "The file " + file + " is not a valid .env file; every line has to be NAME=value or a"
                        + " comment that begins with #.");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve(".env"), text);
    }

    private static String find(Path file, String property) {
        return new SettingSources(Requests.builder().envFile(file, true).build())
                .find(property, null)
                .value();
    }

    private static void assertRefused(Path file, String sentence) {
        assertThatThrownBy(() -> new SettingSources(
                        Requests.builder().envFile(file, true).build()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(sentence);
    }
}
