package dev.brickhouse.client;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Reads the messages of a psql that prints all that the server tells it, which {@code VERBOSITY=verbose} asks for. */
final class PsqlMessages {

    private static final String MORE_LINES = "((?:.*)(?:\\R(?![A-Z ]+:  |LINE \\d+: |psql:).*)*)";
    private static final Pattern MESSAGE =
            Pattern.compile("^(?:psql:.*?: )?(\\p{L}+):  ([0-9A-Z]{5}): " + MORE_LINES, Pattern.MULTILINE);
    private static final Pattern FIELD = Pattern.compile("^([A-Z ]+):  " + MORE_LINES, Pattern.MULTILINE);

    /** How the protocol marks what psql gives a name. */
    private static final Map<String, Character> FIELDS = Map.of(
            "DETAIL", 'D',
            "HINT", 'H',
            "CONTEXT", 'W',
            "SCHEMA NAME", 's',
            "TABLE NAME", 't',
            "COLUMN NAME", 'c',
            "DATATYPE NAME", 'd',
            "CONSTRAINT NAME", 'n',
            "LOCATION", 'R');

    /** What a session goes on after, as a trigger may have it said: a notice that has no state of its own, or a warning. */
    private static final Pattern NO_ERROR = Pattern.compile("DEBUG|LOG|INFO|NOTICE|WARNING");

    private static final Pattern STATE_OF_NO_ERROR = Pattern.compile("0[01]...");

    private PsqlMessages() {}

    /** The last error, which is the one that psql stopped at, as the driver would have thrown it. */
    static Optional<SQLException> refusal(String said) {
        Matcher message = MESSAGE.matcher(said);
        Optional<SQLException> last = Optional.empty();
        while (message.find()) {
            if (NO_ERROR.matcher(message.group(1)).matches()
                    || STATE_OF_NO_ERROR.matcher(message.group(2)).matches()) {
                continue;
            }
            StringBuilder fields = new StringBuilder();
            append(fields, 'S', message.group(1));
            append(fields, 'C', message.group(2));
            append(fields, 'M', message.group(3));
            Matcher field = FIELD.matcher(said).region(message.end(), said.length());
            while (field.find()) {
                Character mark = FIELDS.get(field.group(1));
                if (mark != null) {
                    append(fields, mark, mark == 'R' ? field.group(2).replaceFirst(",.*", "") : field.group(2));
                }
            }
            last = Optional.of(new PSQLException(new ServerErrorMessage(fields.toString())));
        }
        return last;
    }

    private static void append(StringBuilder fields, char mark, String text) {
        fields.append(mark).append(text.strip()).append('\0');
    }
}
