package dev.brickhouse.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {

    private static final String LONG = "é".repeat(100_000);

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "a", "a\n", "a\r\nb", "\n\na\n\n", "\\.\n", "a\rb\\.\nc\n"})
    void everyByteComesBackLineByLine(String text) throws IOException {
        assertThat(String.join("", lines(text + LONG + "\n" + text))).isEqualTo(text + LONG + "\n" + text);
        assertThat(lines(text)).allMatch(line -> line.indexOf('\n') < 0 || line.indexOf('\n') == line.length() - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\.\n", "\\."})
    void theMarkEndsACopy(String line) {
        assertThat(LineReader.endsCopy(bytes(line))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\.\r\n", "\\..\n", "\\N\n", "\n", " \\.\n"})
    void nothingElseEndsACopy(String line) {
        assertThat(LineReader.endsCopy(bytes(line))).isFalse();
    }

    private static List<String> lines(String text) throws IOException {
        LineReader in = new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        List<String> lines = new ArrayList<>();
        while (in.read(line)) {
            lines.add(line.toString(StandardCharsets.UTF_8));
        }
        return lines;
    }

    private static ByteArrayOutputStream bytes(String text) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return line;
    }
}
