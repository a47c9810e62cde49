package dev.brickhouse.mojo;

import dev.brickhouse.it.PublishedSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page docs/json.md: every field of every JSON file that goals write, as the published schemas describe them. */
final class JsonPage {

    private static final String INTRODUCTION = """
            # JSON files

            Every goal that ran, whether it succeeded or not, leaves a summary for programs, `target/brickhouse/<goal>.json`
            ([where, and how to switch it off](maven.md#json-summaries)); `inspect`, `export` and `backup` write another document. Each has
            a version (`formatVersion`, `manifestVersion`) and a schema (JSON Schema 2020-12), from which this page is made and by which the
            build checks the files of all goals. Each section links to its schema; the jar of `brickhouse-core` has them all, in
            `dev/brickhouse/schemas`, as `<name>-<version>.json`.

            A version rises when a field is dropped or changes its meaning. Fields may be added without that, so readers should skip
            fields that they do not know; the schema of the version of the plugin that wrote a file allows no others.

            `a[].b` is the field `b` of each element of the list `a`; `a.*` stands for the fields of `a` whose names are data. "or null"
            means that a field may be null. Fields are always there unless their description says otherwise; if a goal failed, those that
            it did not get to are absent.

            """;

    private final List<String> names;

    JsonPage(List<String> names) {
        this.names = names;
    }

    String markdown() {
        Map<String, Map<String, Object>> common = PublishedSchema.of("summary").fields();
        StringBuilder page = new StringBuilder(INTRODUCTION);
        page.append("## Every summary\n\n").append(table(common));
        for (String name : names) {
            PublishedSchema schema = PublishedSchema.of(name);
            page.append("\n## ").append(name).append("\n\n");
            page.append(schema.document().get("description"));
            page.append(
                    " Schema: [`%s-1.json`](../brickhouse-core/src/main/resources/dev/brickhouse/schemas/%s-1.json).\n"
                            .formatted(name, name));
            Map<String, Map<String, Object>> own = new LinkedHashMap<>(schema.fields());
            if (schema.document().containsKey("allOf")) {
                own.keySet().removeAll(common.keySet());
            }
            page.append(own.isEmpty() ? "It has the fields of every summary.\n" : "\n" + table(own));
        }
        return page.toString();
    }

    private static String table(Map<String, Map<String, Object>> fields) {
        return fields.entrySet().stream()
                .map(field -> "| `%s` | %s | %s | %s |\n"
                        .formatted(
                                field.getKey(),
                                type(field.getValue()),
                                unit(field.getValue()),
                                description(field.getValue())))
                .collect(Collectors.joining(
                        "", "| field | type | unit | what it is |\n| --- | --- | --- | --- |\n", ""));
    }

    private static String type(Map<String, Object> field) {
        if (field.containsKey("const")) {
            return "`" + field.get("const") + "`";
        }
        List<?> types = field.get("type") instanceof List<?> several ? several : List.of(field.get("type"));
        return types.stream().map(String::valueOf).collect(Collectors.joining(" or "));
    }

    private static String unit(Map<String, Object> field) {
        Object unit = field.get("x-unit");
        return unit == null || unit.equals("none") ? "" : unit.toString();
    }

    private static String description(Map<String, Object> field) {
        String text = String.valueOf(field.getOrDefault("description", "")).replace("<", "&lt;");
        if (!(field.get("enum") instanceof List<?> values)) {
            return text;
        }
        return text
                + values.stream()
                        .filter(value -> value != null)
                        .map(value -> "`" + value + "`")
                        .collect(Collectors.joining(", ", " One of ", "."));
    }
}
