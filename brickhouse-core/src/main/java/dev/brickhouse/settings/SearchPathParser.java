package dev.brickhouse.settings;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads a search path as PostgreSQL does: names with commas between them, in quotes if they need them. */
public final class SearchPathParser {

    /** Stands for the schema named like the user. */
    public static final String OF_THE_USER = "$user";

    private static final Pattern NAME = Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*)\"|([^\",]+))\\s*(?:,|$)");

    private SearchPathParser() {}

    /** The schemas that it names, with {@link #OF_THE_USER} as it stands. */
    public static List<String> schemas(String path) {
        return NAME.matcher(path)
                .results()
                .map(SearchPathParser::name)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** The first schema other than the one named like the user, or null. */
    static String firstSchema(String path) {
        return schemas(path).stream()
                .filter(name -> !name.equals(OF_THE_USER))
                .findFirst()
                .orElse(null);
    }

    private static String name(MatchResult element) {
        return element.group(1) != null
                ? element.group(1).replace("\"\"", "\"")
                : element.group(2).strip().toLowerCase(Locale.ROOT);
    }
}
