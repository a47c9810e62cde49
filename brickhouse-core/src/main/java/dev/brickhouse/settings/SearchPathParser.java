package dev.brickhouse.settings;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a search path as PostgreSQL does: names with commas between them, in quotes if they need them. */
final class SearchPathParser {

    private static final Pattern NAME = Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*)\"|([^\",]+))\\s*(?:,|$)");
    private static final String OF_THE_USER = "$user";

    private SearchPathParser() {}

    /** The first schema other than the one named like the user, or null. */
    static String firstSchema(String path) {
        Matcher names = NAME.matcher(path);
        while (names.find()) {
            String name = names.group(1) != null
                    ? names.group(1).replace("\"\"", "\"")
                    : names.group(2).strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !name.equals(OF_THE_USER)) {
                return name;
            }
        }
        return null;
    }
}
