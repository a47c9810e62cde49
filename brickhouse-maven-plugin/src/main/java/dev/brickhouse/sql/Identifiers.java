package dev.brickhouse.sql;

import dev.brickhouse.problem.ConfigurationException;

/** Writes names of database objects so that PostgreSQL reads them back exactly, whatever characters they hold. */
public final class Identifiers {

    private Identifiers() {}

    /**
     * Quotes one name, always, so that case and reserved words need no thought.
     *
     * @throws ConfigurationException if the name is empty or holds the character NUL, which PostgreSQL cannot store
     */
    public static String quote(String identifier) {
        if (identifier.isEmpty()) {
            throw new ConfigurationException("A name in the database must not be empty.");
        }
        if (identifier.indexOf('\0') >= 0) {
            throw new ConfigurationException(
                    "A name in the database must not hold the character NUL, as this one does: \""
                            + identifier.replace('\0', '?') + "\".");
        }
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /**
     * Names an object in a schema, both parts quoted.
     *
     * @throws ConfigurationException if a part is empty or holds the character NUL
     */
    public static String qualify(String schema, String name) {
        return quote(schema) + '.' + quote(name);
    }
}
