package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.ConfigurationException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Finds a server in <code>settings.xml</code>, and its password, decrypted, or the command that prints it. */
final class SettingsServers {

    private static final Pattern BRACES = Pattern.compile("(?<!\\\\)\\{(.*?)(?<!\\\\)}", Pattern.DOTALL);
    private static final Pattern ESCAPED_BRACE = Pattern.compile("\\\\([{}])");
    private static final Pattern ENCRYPTED = Pattern.compile("\\s*(?:\\[.*].*|[A-Za-z0-9+/\\s]{40,}={0,2}\\s*)");

    private final Settings settings;
    private final SettingsDecrypter decrypter;

    SettingsServers(Settings settings, SettingsDecrypter decrypter) {
        this.settings = settings;
        this.decrypter = decrypter;
    }

    /** @throws ConfigurationException if there is no such server or its password cannot be decrypted */
    Server find(String id, Console console) {
        return find(PropertyNames.SERVER_ID, id, console);
    }

    /**
     * @param property the property that holds the id
     * @throws ConfigurationException if there is no such server or its password cannot be decrypted
     */
    Server find(String property, String id, Console console) {
        Server server = settings.getServer(id);
        if (server == null) {
            throw new ConfigurationException(property + " is '" + id
                    + "', but settings.xml has no <server> with that id; add it there or correct the id.");
        }
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
        for (SettingsProblem problem : result.getProblems()) {
            if (problem.getSeverity() == SettingsProblem.Severity.WARNING) {
                console.warn(problem.getMessage());
            } else if (isPlain(server.getPassword())) {
                console.debug("The password of <server> '" + id + "' holds braces, but is not encrypted");
                return unescaped(server);
            } else {
                throw new ConfigurationException("The password of <server> '" + id
                        + "' in settings.xml cannot be decrypted; check settings-security.xml or encrypt it again; a plain"
                        + " password that looks like this one needs a backslash before each brace, or is given by "
                        + PropertyNames.ENV_PASSWORD + " (" + problem.getMessage() + ").");
            }
        }
        Server decrypted = result.getServer();
        return Objects.equals(decrypted.getPassword(), server.getPassword()) ? unescaped(decrypted) : decrypted;
    }

    /** The command in the server's <code>&lt;configuration&gt;</code> that prints its password; null if there is none. */
    static String passwordCommand(Server server) {
        if (!(server.getConfiguration() instanceof Xpp3Dom configuration)) {
            return null;
        }
        Xpp3Dom command = configuration.getChild("passwordCommand");
        return command == null
                        || command.getValue() == null
                        || command.getValue().isBlank()
                ? null
                : command.getValue().strip();
    }

    /** As Maven documents it, a backslash before a brace in a plain password only says that the brace begins nothing. */
    private static Server unescaped(Server plain) {
        if (plain.getPassword() == null
                || !ESCAPED_BRACE.matcher(plain.getPassword()).find()) {
            return plain;
        }
        Server unescaped = plain.clone();
        unescaped.setPassword(ESCAPED_BRACE.matcher(plain.getPassword()).replaceAll("$1"));
        return unescaped;
    }

    /**
     * Whether what Maven took for encrypted, since it holds something in braces, cannot be that. Maven encrypts into at
     * least two blocks of 16 bytes, written in base 64; Maven 4 may put attributes in brackets before them.
     */
    static boolean isPlain(String password) {
        if (password == null) {
            // then it is the passphrase, which nobody asks for here
            return true;
        }
        Matcher braces = BRACES.matcher(password);
        return !braces.find() || !ENCRYPTED.matcher(braces.group(1)).matches();
    }
}
