package dev.brickhouse.schema;

/** Definitions as PostgreSQL writes them, for comparing two of them. */
public final class DefinitionText {

    private DefinitionText() {}

    /**
     * Without casts and parentheses: PostgreSQL moves them when it reads back its own text, from a backup for example.
     */
    public static String plain(String definition) {
        return definition.replaceAll("::(character varying|text)(\\[\\])?|[()]", "");
    }
}
