package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenExecutionRequest;

/** The command that runs the same goals with the same options and settings again, for people to copy. */
final class RerunCommand {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:/@%+=,-]+");
    private static final Pattern SECRET = Pattern.compile("(?i)password|passphrase|secret|token");

    /** A password in an address: as a parameter, or in front of the host. */
    private static final Pattern HOLDS_SECRET = Pattern.compile("(?i)password=|://[^/]*:[^/]*@");

    /** What cannot be a secret, whatever its property is called; of the properties of others, nobody knows the rest. */
    private static final Pattern SWITCH = Pattern.compile("(?i)true|false|");

    private static final String HIDDEN = "***";

    private RerunCommand() {}

    /** Of properties that may hold a secret, the value is left for the user to put in. */
    static String of(MavenExecutionRequest request) {
        StringBuilder command = new StringBuilder("mvn");
        MavenOptions.of(request).forEach(word -> command.append(' ').append(quoted(word)));
        request.getGoals().forEach(goal -> command.append(' ').append(quoted(goal)));
        Properties properties = request.getUserProperties();
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            // Maven 4 adds what it knows of the session
            if (!name.startsWith("session.") && !name.equals(PropertyNames.RESTART)) {
                String value = properties.getProperty(name);
                command.append(' ').append(quoted("-D" + name + "=" + (isHarmless(name, value) ? value : HIDDEN)));
            }
        }
        return command.toString();
    }

    private static boolean isHarmless(String name, String value) {
        boolean known = name.startsWith(PropertyNames.PREFIX) || name.startsWith("maven.");
        return SWITCH.matcher(value).matches()
                || known
                        && !SECRET.matcher(name).find()
                        && !HOLDS_SECRET.matcher(value).find();
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
