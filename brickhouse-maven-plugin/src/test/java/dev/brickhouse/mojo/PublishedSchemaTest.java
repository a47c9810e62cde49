package dev.brickhouse.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.brickhouse.it.PublishedSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the projects of src/it find in the files of the goals is told for each field. */
class PublishedSchemaTest {

    private static final Path PAGE = Path.of("../docs/json.md");

    private static final Path MADE = Path.of("target/json.md");

    @Test
    void thereIsOneForEveryGoalAndDocument() throws IOException {
        List<String> expected =
                Stream.concat(Stream.of("summary"), names()).sorted().toList();
        try (Stream<Path> files = Files.list(Path.of("../brickhouse-core/src/main/resources/dev/brickhouse/schemas"))) {
            assertThat(files.map(file -> file.getFileName().toString())).hasSize(expected.size());
        }
        assertThat(expected)
                .allSatisfy(name -> assertThat(PublishedSchema.of(name).document())
                        .containsEntry("$id", "https://brickhouse.dev/schemas/" + name + "-1.json"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void itIsASchema(String name) throws IOException {
        Schema metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        String text = JSON.std.asString(PublishedSchema.of(name).document());
        assertThat(metaSchema.validate(text, InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void itSaysWhatEachFieldIsAndInWhichUnit(String name) {
        assertThat(PublishedSchema.of(name).fields()).isNotEmpty().allSatisfy((path, field) -> {
            assertThat(String.valueOf(field.get("description"))).as(path).endsWith(".");
            assertThat(field.containsKey("x-unit")).as("unit of " + path).isEqualTo(isNumber(field));
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void itAllowsNothingElse(String name) {
        Map<String, Object> schema = PublishedSchema.of(name).document();
        assertThat(
                        schema.containsKey("allOf")
                                ? schema.get("unevaluatedProperties")
                                : schema.get("additionalProperties"))
                .isEqualTo(false);
        assertThat(PublishedSchema.of(name).fields()).allSatisfy((path, field) -> {
            if (field.containsKey("properties")) {
                assertThat(field).as(path).containsEntry("additionalProperties", false);
            }
        });
    }

    @Test
    void thePageIsWhatTheSchemasSay() throws IOException {
        String made = new JsonPage(names().toList()).markdown();
        Files.writeString(MADE, made);
        assertThat(PAGE)
                .as("docs/json.md is out of date: copy brickhouse-maven-plugin/%s over it", MADE)
                .hasContent(made);
    }

    private static boolean isNumber(Map<String, Object> field) {
        return field.get("const") instanceof Number
                || Stream.of("integer", "number")
                        .anyMatch(type -> String.valueOf(field.get("type")).contains(type));
    }

    static Stream<String> names() {
        return Stream.concat(
                PluginDescriptorTest.descriptor().getMojos().stream()
                        .map(MojoDescriptor::getGoal)
                        .filter(goal -> !goal.equals("help"))
                        .sorted(),
                Stream.of("inspect-data", "export-manifest", "backup-manifest"));
    }
}
