package dev.brickhouse.sql;

/** Quotes PostgreSQL identifiers, so that any name a user chooses is taken as it stands. */
public final class Identifiers {

    private Identifiers() {}

    /**
     * The identifier in double quotes, its own quotes doubled.
     *
     * @throws IllegalArgumentException if it holds the NUL character, which PostgreSQL has no way to write
     */
    public static String quote(String identifier) {
        if (identifier.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A PostgreSQL identifier cannot hold the NUL character");
        }
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** The quoted name of an object in a schema. */
    public static String qualify(String schema, String name) {
        return quote(schema) + '.' + quote(name);
    }
}
