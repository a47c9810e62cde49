package dev.brickhouse.backup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows an SQL script from line to line, to know where quotes and comments begin and end. */
final class SqlQuotes {

    private enum Place {
        CODE,
        STRING,
        STRING_WITH_BACKSLASHES,
        IDENTIFIER,
        DOLLAR_QUOTES,
        COMMENT
    }

    private static final Pattern DOLLAR_TAG =
            Pattern.compile("\\$(?:[A-Za-z_\\x80-\\xff][A-Za-z0-9_\\x80-\\xff]*)?\\$");
    private static final String CONFORMING_STRINGS = "SET standard_conforming_strings = ";

    private Place place = Place.CODE;
    private boolean backslashesEscape;
    private String dollarTag = "";
    private int commentDepth;

    /** Whether the next line begins outside quotes and comments. */
    boolean outside() {
        return place == Place.CODE;
    }

    /** @param line a line with its line feed, one character for each byte */
    void read(String line) {
        if (outside() && line.startsWith("\\")) {
            // a command of psql's ends with its line
            return;
        }
        if (outside() && line.startsWith(CONFORMING_STRINGS)) {
            backslashesEscape = line.startsWith("off", CONFORMING_STRINGS.length());
        }
        int position = 0;
        while (position < line.length()) {
            position = switch (place) {
                case CODE -> code(line, position);
                case STRING -> until("'", line, position);
                case STRING_WITH_BACKSLASHES -> stringWithBackslashes(line, position);
                case IDENTIFIER -> until("\"", line, position);
                case DOLLAR_QUOTES -> until(dollarTag, line, position);
                case COMMENT -> comment(line, position);
            };
        }
    }

    private int code(String line, int position) {
        char c = line.charAt(position);
        if (c == '\'') {
            place = backslashesEscape || isEscapeString(line, position) ? Place.STRING_WITH_BACKSLASHES : Place.STRING;
        } else if (c == '"') {
            place = Place.IDENTIFIER;
        } else if (line.startsWith("--", position)) {
            return line.length();
        } else if (line.startsWith("/*", position)) {
            place = Place.COMMENT;
            commentDepth = 1;
            return position + 2;
        } else if (c == '$' && !isPartOfName(line, position - 1)) {
            Matcher tag = DOLLAR_TAG.matcher(line).region(position, line.length());
            if (tag.lookingAt()) {
                place = Place.DOLLAR_QUOTES;
                dollarTag = tag.group();
                return tag.end();
            }
        }
        return position + 1;
    }

    /** A doubled quote ends what it is in and begins it again, which comes to the same. */
    private int until(String end, String line, int position) {
        int found = line.indexOf(end, position);
        if (found < 0) {
            return line.length();
        }
        place = Place.CODE;
        return found + end.length();
    }

    private int stringWithBackslashes(String line, int position) {
        if (line.charAt(position) == '\\' || line.startsWith("''", position)) {
            return position + 2;
        }
        if (line.charAt(position) == '\'') {
            place = Place.CODE;
        }
        return position + 1;
    }

    private int comment(String line, int position) {
        if (line.startsWith("/*", position)) {
            commentDepth++;
            return position + 2;
        }
        if (line.startsWith("*/", position)) {
            commentDepth--;
            place = commentDepth == 0 ? Place.CODE : Place.COMMENT;
            return position + 2;
        }
        return position + 1;
    }

    private static boolean isEscapeString(String line, int quote) {
        return quote > 0 && Character.toLowerCase(line.charAt(quote - 1)) == 'e' && !isPartOfName(line, quote - 2);
    }

    private static boolean isPartOfName(String line, int position) {
        if (position < 0) {
            return false;
        }
        char c = line.charAt(position);
        return c == '_' || c == '$' || c >= '\u0080' || Character.isLetterOrDigit(c);
    }
}
