package dev.brickhouse.problem;

/** A setting has a value that cannot be used; the user corrects it in the configuration of the build. */
public final class ConfigurationException extends BrickhouseException {

    /** @param sentence what is wrong, which setting, what to do */
    public ConfigurationException(String sentence) {
        super(sentence, null);
    }

    /**
     * @param sentence what is wrong, which setting, what to do
     * @param cause what showed it
     */
    public ConfigurationException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** @throws ConfigurationException unless {@code value} is from {@code min} to {@code max} */
    public static void requireRange(String setting, long value, long min, long max) {
        if (value < min || value > max) {
            throw outOfRange(setting, Long.toString(value), Long.toString(min), Long.toString(max));
        }
    }

    /** As {@link #requireRange(String, long, long, long)}; refuses NaN too. */
    public static void requireRange(String setting, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw outOfRange(setting, plain(value), plain(min), plain(max));
        }
    }

    private static ConfigurationException outOfRange(String setting, String value, String min, String max) {
        return new ConfigurationException(
                setting + " is " + value + ", but it has to be a number from " + min + " to " + max + ".");
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
