package dev.brickhouse.sql;

import dev.brickhouse.problem.ConfigurationException;
import java.nio.charset.StandardCharsets;

/** Quotes names of database objects so that PostgreSQL reads them back exactly, whatever characters they contain. */
public final class Identifiers {

    /** NAMEDATALEN less the closing zero of a PostgreSQL as it is usually built. */
    public static final int LONGEST_IN_BYTES = 63;

    private Identifiers() {}

    /** Whether PostgreSQL would cut the name. */
    public static boolean isTooLong(String identifier) {
        return identifier.getBytes(StandardCharsets.UTF_8).length > LONGEST_IN_BYTES;
    }

    /**
     * Quotes one name, always, so that case and reserved words do not matter.
     *
     * @throws ConfigurationException if the name is empty or contains the character NUL, which PostgreSQL cannot store
     */
    public static String quote(String identifier) {
        if (identifier.isEmpty()) {
            throw new ConfigurationException("A name in the database must not be empty; choose one.");
        }
        if (identifier.indexOf('\0') >= 0) {
            throw new ConfigurationException(
                    "A name in the database must not contain the character NUL, as this one does: \""
                            + identifier.replace('\0', '?') + "\"; choose another.");
        }
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /**
     * Names an object in a schema, both parts quoted.
     *
     * @throws ConfigurationException if a part is empty or contains the character NUL
     */
    public static String qualify(String schema, String name) {
        return quote(schema) + '.' + quote(name);
    }
}
