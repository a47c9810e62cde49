package dev.brickhouse.connection;

import dev.brickhouse.console.Console;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Literals;
import dev.brickhouse.sql.LookAlikes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a session searches by itself: the user's own search path, on which the user's triggers rely, without the schemas
 * that would change what the plugin's statements mean.
 *
 * @param text the path as {@code SET search_path} takes it
 * @param lookAlikes what each schema was left out for
 */
record SessionPath(String text, Map<String, String> lookAlikes) {

    /** Searched first where a path does not name it; a path may name it last. */
    private static final String CATALOG = "pg_catalog";

    private static final String OF_THE_USER = "$user";

    private static final Pattern ELEMENT = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^,\"\\s]+)");

    /**
     * Asks the session of a transaction, whose path is changed until that ends.
     *
     * @param path the session's own path
     * @param role the role that it acts as
     */
    static SessionPath of(Connection transaction, String path, String role) throws SQLException {
        List<String> elements = elements(path);
        Map<String, String> lookAlikes = LookAlikes.beforeAnySearch(
                transaction,
                elements.stream().map(element -> schema(element, role)).toList());
        String searched = elements.stream()
                .filter(element -> !element.equals(CATALOG) && !lookAlikes.containsKey(schema(element, role)))
                .map(Literals::quote)
                .collect(Collectors.joining(", "));
        return new SessionPath(searched.isEmpty() ? "''" : searched, lookAlikes);
    }

    void tell(Console console) {
        lookAlikes.forEach((schema, signature) -> console.info("Leaving schema " + Identifiers.quote(schema)
                + " out of the search path: PostgreSQL would prefer its " + signature + " to its own"));
    }

    private static String schema(String element, String role) {
        return element.equals(OF_THE_USER) ? role : element;
    }

    private static List<String> elements(String path) {
        return ELEMENT.matcher(path)
                .results()
                .map(element -> element.group(1) == null
                        ? element.group(2).toLowerCase(Locale.ROOT)
                        : element.group(1).replace("\"\"", "\""))
                .toList();
    }
}
