package dev.brickhouse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.problem.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileTest {

    @TempDir
    Path directory;

    @Test
    void readsWhatItWrote() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("text", "a \"quoted\" line\nand Müller");
        object.put("number", 242_291);
        object.put("nothing", null);
        object.put("list", List.of(Map.of("inside", true)));
        Path file = directory.resolve("deep/er/report.json");

        JsonFile.write(file, object);

        assertThat(JsonFile.read(file)).isEqualTo(object);
    }

    @Test
    void replacesAnOlderFileAndLeavesNothingElse() throws IOException {
        Path file = directory.resolve("report.json");
        JsonFile.write(file, Map.of("run", 1));
        JsonFile.write(file, Map.of("run", 2));

        assertThat(JsonFile.read(file)).containsEntry("run", 2);
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void namesTheFileThatCannotBeWritten() throws IOException {
        Path inTheWay = Files.writeString(directory.resolve("file"), "not a directory");

        assertThatThrownBy(() -> JsonFile.write(inTheWay.resolve("report.json"), Map.of()))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(inTheWay.resolve("report.json").toString());
    }

    @Test
    void namesTheFileThatIsNoJson() throws IOException {
        Path file = Files.write(directory.resolve("report.json"), Arrays.asList("{ \"half\": "));

        assertThatThrownBy(() -> JsonFile.read(file))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(file.toString());
    }
}
