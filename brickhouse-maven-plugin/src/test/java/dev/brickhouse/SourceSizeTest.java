package dev.brickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A class that outgrows this has more than one subject, and nobody notices the one line that makes it so. */
class SourceSizeTest {

    /** Without the package and the imports, which nobody reads. */
    private static final int LINES = 250;

    @ParameterizedTest
    @ValueSource(strings = {"brickhouse-core", "brickhouse-junit", "brickhouse-maven-plugin", "brickhouse-spark"})
    void noFileIsLongerThanOneSubject(String module) throws IOException {
        List<Path> sources = sources(Path.of("..", module, "src", "main", "java"));
        assertThat(sources)
                .isNotEmpty()
                .allSatisfy(source ->
                        assertThat(lines(source)).as("lines of " + source).isLessThan(LINES));
    }

    private static List<Path> sources(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static long lines(Path source) throws IOException {
        try (Stream<String> lines = Files.lines(source)) {
            return lines.filter(line -> !line.startsWith("import ") && !line.startsWith("package "))
                    .count();
        }
    }
}
