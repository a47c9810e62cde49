package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The command that runs the same goals with the same settings again, for people to copy. */
final class SameCommand {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:/@%+=,-]*");
    private static final Pattern SECRET = Pattern.compile("(?i)password|passphrase|secret|token");
    private static final String HIDDEN = "***";

    private SameCommand() {}

    /**
     * Secrets are left for the user to put in.
     *
     * @param goals the goals and phases that Maven was given
     * @param userProperties the properties that it was given by -D
     */
    static String of(List<String> goals, Properties userProperties) {
        StringBuilder command = new StringBuilder("mvn");
        goals.forEach(goal -> command.append(' ').append(quoted(goal)));
        for (String name : new TreeSet<>(userProperties.stringPropertyNames())) {
            // Maven 4 adds what it knows of the session
            if (!name.startsWith("session.") && !name.equals(PropertyNames.RESTART)) {
                String value = userProperties.getProperty(name);
                command.append(' ').append(quoted("-D" + name + "=" + (isSecret(name, value) ? HIDDEN : value)));
            }
        }
        return command.toString();
    }

    private static boolean isSecret(String name, String value) {
        return SECRET.matcher(name).find() || value.toLowerCase(Locale.ROOT).contains("password=");
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
