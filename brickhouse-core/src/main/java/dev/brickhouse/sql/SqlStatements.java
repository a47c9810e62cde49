package dev.brickhouse.sql;

import dev.brickhouse.resource.Resources;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The named statements of one SQL resource. Immutable.
 *
 * <p>A statement begins after a line {@code -- name: the-name} and ends before the next such line. Placeholders such as
 * <code>${schema}</code> stand for identifiers and are replaced by their quoted form.
 */
public final class SqlStatements {

    private static final String NAME_LINE = "-- name:";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

    private final String resource;
    private final Map<String, String> byName;

    private SqlStatements(String resource, Map<String, String> byName) {
        this.resource = resource;
        this.byName = byName;
    }

    /**
     * Reads a resource.
     *
     * @param beside the class in whose package the resource stands
     * @param resource its file name
     * @param identifiers what the placeholders stand for, unquoted
     */
    public static SqlStatements read(Class<?> beside, String resource, Map<String, String> identifiers) {
        Map<String, StringBuilder> statements = new LinkedHashMap<>();
        StringBuilder current = new StringBuilder();
        for (String line : Resources.text(beside, resource).lines().toList()) {
            if (line.startsWith(NAME_LINE)) {
                current = new StringBuilder();
                statements.put(line.substring(NAME_LINE.length()).strip(), current);
            } else {
                current.append(line).append('\n');
            }
        }
        Map<String, String> byName = new LinkedHashMap<>();
        statements.forEach((name, text) -> byName.put(name, fillIn(text.toString(), identifiers)));
        return new SqlStatements(resource, byName);
    }

    /** All statements by name, in the order of the resource. */
    public Map<String, String> all() {
        return Collections.unmodifiableMap(byName);
    }

    /** @throws IllegalArgumentException if there is no such statement */
    public String get(String name) {
        String statement = byName.get(name);
        if (statement == null) {
            throw new IllegalArgumentException("There is no statement '" + name + "' in " + resource);
        }
        return statement;
    }

    private static String fillIn(String text, Map<String, String> identifiers) {
        String result = text.strip();
        if (result.endsWith(";")) {
            result = result.substring(0, result.length() - 1);
        }
        // in one pass, since a name may hold what looks like a placeholder
        return PLACEHOLDER
                .matcher(result)
                .replaceAll(found -> Matcher.quoteReplacement(
                        identifiers.containsKey(found.group(1))
                                ? Identifiers.quote(identifiers.get(found.group(1)))
                                : found.group()));
    }
}
