package dev.brickhouse.settings;

import dev.brickhouse.config.PropertyNames;
import java.util.List;

/**
 * A value and where it came from.
 *
 * @param property the name of its property
 * @param value the value, or null if no source has one and there is no default
 * @param source where it came from, in words for the log
 * @param origin the same, for comparison
 */
record Setting(String property, String value, String source, SettingOrigin origin) {

    private static final List<String> ADDRESS = List.of(PropertyNames.HOST, PropertyNames.PORT);
    static final String MASK = "******";

    boolean present() {
        return value != null;
    }

    /** Whether a source has it, rather than it being the default. */
    boolean given() {
        return origin != SettingOrigin.DEFAULT;
    }

    /** For the log: secrets are masked. */
    String described(boolean secret) {
        String text = value == null ? "none" : secret ? MASK : shown();
        return property + " = " + text + " (" + source + ")";
    }

    /**
     * The value without what may be a password: neither a host nor a port has an @, but somebody may write
     * user:password@.
     */
    String shown() {
        return ADDRESS.contains(property) ? value.replaceAll("(?s).*@", MASK + "@") : JdbcUrl.mask(value);
    }
}
