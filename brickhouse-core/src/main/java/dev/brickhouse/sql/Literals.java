package dev.brickhouse.sql;

/** Quotes texts for statements of PostgreSQL that take no parameters, or that others are to run. */
public final class Literals {

    private Literals() {}

    /**
     * Quotes a text as {@code quote_literal} does, so that PostgreSQL reads it back exactly, whatever
     * {@code standard_conforming_strings} is where the statement is run: a text with a backslash becomes an escape
     * string, with a space in front, since a letter before it would belong to it.
     *
     * @param text without the character NUL, which PostgreSQL cannot store
     */
    public static String quote(String text) {
        String quoted = '\'' + text.replace("'", "''") + '\'';
        return text.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
    }
}
