package dev.brickhouse.settings;

/**
 * A value and where it came from.
 *
 * @param property the name of its property
 * @param value the value, or null if no source has one and there is no default
 * @param source where it came from, in words for the log
 * @param origin the same, for comparison
 */
record Setting(String property, String value, String source, SettingOrigin origin) {

    private static final String MASK = "******";

    boolean present() {
        return value != null;
    }

    /** Whether a source has it, rather than it being the default. */
    boolean given() {
        return origin != SettingOrigin.DEFAULT;
    }

    /** For the log: secrets are masked. */
    String described(boolean secret) {
        String shown = value == null ? "none" : secret ? MASK : JdbcUrl.mask(value);
        return property + " = " + shown + " (" + source + ")";
    }
}
