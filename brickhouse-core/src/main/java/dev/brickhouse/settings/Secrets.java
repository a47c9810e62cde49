package dev.brickhouse.settings;

import dev.brickhouse.console.Console;
import java.util.Optional;

/** Secrets other than the connection's own. */
public final class Secrets {

    private Secrets() {}

    /**
     * Looks up a secret in all sources; its value is never logged.
     *
     * @param property the property of the secret
     * @param remedy where to keep it rather than in a POM, for the warning
     */
    public static Optional<String> find(DatabaseSettings settings, String property, String remedy, Console console) {
        Setting secret = new SettingSources(settings).find(property, null);
        console.debug(secret.described(true));
        if (secret.origin() == SettingOrigin.POM) {
            console.warn(property + " is set in the POM, where anyone can read it; give " + remedy + " instead");
        }
        return Optional.ofNullable(secret.value());
    }
}
