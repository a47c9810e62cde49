package dev.brickhouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The schema of one kind of JSON file that the goals write, as it is published. */
public final class PublishedSchema {

    private static final String HOME = "https://brickhouse.dev/schemas/";

    private static final String FOLDER = "/dev/brickhouse/schemas/";

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaIdResolvers(ids -> ids.mapPrefix(HOME, "classpath:" + FOLDER.substring(1))));

    private final String name;

    private PublishedSchema(String name) {
        this.name = name;
    }

    /** @param name that of a goal or a document, such as seed or export-manifest */
    public static PublishedSchema of(String name) {
        return new PublishedSchema(name);
    }

    /** The schema of a file that a goal wrote, which its name tells. */
    public static PublishedSchema ofFile(Path file) {
        String fileName = file.getFileName().toString();
        if (fileName.endsWith(".manifest.json")) {
            return of("backup-manifest");
        }
        if (fileName.startsWith("manifest")) {
            return of("export-manifest");
        }
        return of(
                fileName.equals("inspect-data.json")
                        ? "inspect-data"
                        : String.valueOf(read(file).get("goal")));
    }

    public String name() {
        return name;
    }

    /** The schema itself. */
    public Map<String, Object> document() {
        return document(name + "-1.json");
    }

    /** Requires that a file holds what the schema says, and nothing else. */
    public void requireValid(Path file) {
        Schema schema = REGISTRY.getSchema(SchemaLocation.of(HOME + name + "-1.json"));
        List<Error> errors = schema.validate(
                text(file),
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        assertThat(errors).as("%s, by the schema %s", file, name).isEmpty();
    }

    /**
     * Every field that the schema describes, by its path, such as <code>operations[].done</code>; a field of a map whose
     * names are data is <code>operations.*</code>.
     */
    public Map<String, Map<String, Object>> fields() {
        Map<String, Map<String, Object>> fields = new LinkedHashMap<>();
        collect(document(), "", fields::put);
        return fields;
    }

    private void collect(Map<String, Object> schema, String path, BiConsumer<String, Map<String, Object>> consumer) {
        for (Object each : (List<?>) schema.getOrDefault("allOf", List.of())) {
            collect(resolved(object(each)), path, consumer);
        }
        object(schema.getOrDefault("properties", Map.of())).forEach((field, value) -> {
            Map<String, Object> found = resolved(object(value));
            consumer.accept(path + field, found);
            collectBelow(found, path + field, consumer);
        });
    }

    private void collectBelow(
            Map<String, Object> field, String path, BiConsumer<String, Map<String, Object>> consumer) {
        collect(field, path + ".", consumer);
        if (field.get("items") instanceof Map<?, ?> items) {
            collectBelow(resolved(object(items)), path + "[]", consumer);
        }
        if (field.get("additionalProperties") instanceof Map<?, ?> values) {
            Map<String, Object> value = resolved(object(values));
            consumer.accept(path + ".*", value);
            collectBelow(value, path + ".*", consumer);
        }
    }

    /** The fields, by the same paths, that are there and not null in any of the files. */
    public TreeSet<String> fieldsIn(List<Path> files) {
        TreeSet<String> written = new TreeSet<>();
        files.forEach(file -> walk(read(file), "", fields(), written));
        return written;
    }

    private static void walk(Object value, String path, Map<String, ?> described, TreeSet<String> written) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((field, below) -> {
                String own = path.isEmpty() ? String.valueOf(field) : path + "." + field;
                String known = described.containsKey(own) ? own : path + ".*";
                if (below != null) {
                    written.add(known);
                }
                walk(below, known, described, written);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(below -> walk(below, path + "[]", described, written));
        }
    }

    /** With what it refers to put in; its own description counts. */
    private static Map<String, Object> resolved(Map<String, Object> schema) {
        if (!(schema.get("$ref") instanceof String reference)) {
            return schema;
        }
        String[] parts = reference.split("#/\\$defs/");
        Map<String, Object> target = document(parts[0]);
        if (parts.length > 1) {
            target = object(object(target.get("$defs")).get(parts[1]));
        }
        Map<String, Object> both = new LinkedHashMap<>(target);
        both.putAll(schema);
        both.remove("$ref");
        return both;
    }

    private static Map<String, Object> document(String file) {
        try (InputStream schema = PublishedSchema.class.getResourceAsStream(FOLDER + file)) {
            assertThat(schema).as("the schema %s", file).isNotNull();
            return JSON.std.mapFrom(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> read(Path file) {
        try {
            return JSON.std.mapFrom(text(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }
}
