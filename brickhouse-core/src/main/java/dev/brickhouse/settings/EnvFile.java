package dev.brickhouse.settings;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables of a <code>.env</code> file, read as Docker Compose and python-dotenv read it.
 *
 * <p>The file belongs to the whole project: lines that only other programs understand are skipped, and a variable of
 * ours that cannot be read is an error only when its value is asked for. No library on Maven Central does this:
 * dotenv-java, the one that is maintained, keeps single quotes, supports neither escapes nor values of several lines,
 * and takes any # for the start of a comment.
 */
final class EnvFile {

    private static final Pattern NAME = Pattern.compile("\\s*(?:export[ \\t]+)?([^=:#\\s'\"]+)[ \\t]*()[=:][ \\t]*");
    private static final Pattern COMMENT = Pattern.compile("\\s#.*");
    private static final Pattern AFTER_QUOTE = Pattern.compile("[ \\t]*(?:#.*)?");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?-)([^}]*))?}");
    private static final String ESCAPES = "abfnrtv\\'\"$";
    private static final String ESCAPED = "\u0007\b\f\n\r\t\u000b\\'\"$";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String NO_CHARACTER = "\uFFFD";

    private final Path file;
    private final String warning;
    private final Map<String, String> environment;

    /** Empty where the line cannot be read; an empty text is a value. */
    private final Map<String, Optional<String>> variables = new HashMap<>();

    private EnvFile(Path file, String text, String warning, Map<String, String> environment) {
        this.file = file;
        this.warning = warning;
        this.environment = environment;
        parse(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }

    /**
     * Reads the file, if it is there.
     *
     * @param mustExist whether the user has named it
     * @param environment where <code>${NAME}</code> in a value is looked up first
     * @throws ConfigurationException if the user has named it and it cannot be read
     */
    static EnvFile read(Path file, boolean mustExist, Map<String, String> environment) {
        if (file == null || !mustExist && !SmallFile.exists(file)) {
            return new EnvFile(file, "", null, environment);
        }
        try {
            return new EnvFile(file, text(SmallFile.read(file)), null, environment);
        } catch (IOException e) {
            String problem = "The file " + file + " cannot be read"
                    + (e instanceof SmallFile.UnusableException ? " (" + e.getMessage() + ")" : "");
            if (mustExist) {
                throw new ConfigurationException(
                        problem + "; correct " + PropertyNames.ENV_FILE + ", or make it a file that you may read.", e);
            }
            return new EnvFile(
                    file,
                    "",
                    problem + ", so nothing in it counts; make it readable, or name another with "
                            + PropertyNames.ENV_FILE,
                    environment);
        }
    }

    /** Some editors on Windows write UTF-16, recognizable by its byte order mark. */
    private static String text(byte[] bytes) {
        boolean wide = bytes.length > 1 && (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0xff + 0xfe;
        return new String(bytes, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
    }

    /**
     * The value of a variable, or null if the file does not set it.
     *
     * @throws ConfigurationException if the line cannot be read; the message does not quote it, as it may hold a
     *     password
     */
    String find(String name) {
        Optional<String> value = variables.get(name);
        if (value == null) {
            return null;
        }
        if (value.isEmpty() || value.get().contains(NO_CHARACTER)) {
            throw new ConfigurationException("The file " + file + " sets " + name + " to something that cannot be read;"
                    + " write " + name + "='value' in UTF-8, with a backslash before each ' in the value.");
        }
        return value.get();
    }

    /** What the user should know about the file. */
    Optional<String> warning() {
        return Optional.ofNullable(warning);
    }

    private void parse(String text) {
        int position = 0;
        while (position < text.length()) {
            position = parseLine(text, position);
        }
    }

    /** Reads one line, or the lines of a quoted value, and returns where the next begins. */
    private int parseLine(String text, int start) {
        int end = endOfLine(text, start);
        Matcher name = NAME.matcher(text).region(start, end);
        if (name.lookingAt()) {
            int from = name.end();
            char first = from < end ? text.charAt(from) : ' ';
            if (first != '\'' && first != '"') {
                // # starts a comment only after a blank, which may be the one right after the equals sign
                String line = text.substring(name.end(2), end);
                variables.put(
                        name.group(1),
                        Optional.of(expand(COMMENT.matcher(line)
                                .replaceFirst("")
                                .substring(1)
                                .strip())));
                return end + 1;
            }
            int quote = closingQuote(text, from);
            int last = quote < 0 ? end : endOfLine(text, quote);
            if (quote > 0 && AFTER_QUOTE.matcher(text).region(quote + 1, last).matches()) {
                variables.put(name.group(1), Optional.of(unquote(text.substring(from + 1, quote), first)));
                return last + 1;
            }
            variables.put(name.group(1), Optional.empty());
        }
        return end + 1;
    }

    private static int endOfLine(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private static int closingQuote(String text, int opening) {
        for (int i = opening + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == text.charAt(opening)) {
                return i;
            }
        }
        return -1;
    }

    private String unquote(String quoted, char quote) {
        StringBuilder value = new StringBuilder();
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < quoted.length(); i++) {
            char character = quoted.charAt(i);
            char next = i + 1 < quoted.length() ? quoted.charAt(i + 1) : ' ';
            String known = quote == '\'' ? "\\'" : ESCAPES;
            if (character == '\\' && known.indexOf(next) >= 0) {
                // an escaped character is never part of a reference
                value.append(quote == '"' ? expand(plain.toString()) : plain)
                        .append(ESCAPED.charAt(ESCAPES.indexOf(next)));
                plain.setLength(0);
                i++;
            } else {
                plain.append(character);
            }
        }
        return value.append(quote == '"' ? expand(plain.toString()) : plain).toString();
    }

    /** Only references with braces, as in both programs; a bare dollar sign is more likely to be part of a password. */
    private String expand(String value) {
        return REFERENCE.matcher(value).replaceAll(reference -> {
            String known = environment.getOrDefault(
                    reference.group(1),
                    variables.getOrDefault(reference.group(1), Optional.empty()).orElse(null));
            boolean missing = known == null || ":-".equals(reference.group(2)) && known.isEmpty();
            String otherwise = reference.group(3) == null ? "" : reference.group(3);
            return Matcher.quoteReplacement(missing ? otherwise : known);
        });
    }
}
