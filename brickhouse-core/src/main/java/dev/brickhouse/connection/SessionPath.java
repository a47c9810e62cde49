package dev.brickhouse.connection;

import dev.brickhouse.console.Console;
import dev.brickhouse.settings.SearchPathParser;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Literals;
import dev.brickhouse.sql.LookAlikes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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

    /**
     * Asks the session of a transaction, whose path is changed until that ends.
     *
     * @param path the session's own path
     * @param role the role that it acts as
     */
    static SessionPath of(Connection transaction, String path, String role) throws SQLException {
        List<String> elements = SearchPathParser.schemas(path);
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
        return element.equals(SearchPathParser.OF_THE_USER) ? role : element;
    }
}
