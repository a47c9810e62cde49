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
}
