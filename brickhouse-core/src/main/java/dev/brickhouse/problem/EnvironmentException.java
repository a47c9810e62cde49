package dev.brickhouse.problem;

/** Something on this machine or between it and a repository failed: a file, a disk, a process, an artifact. */
public final class EnvironmentException extends BrickhouseException {

    /** @param sentence what failed, which setting leads there, what to do */
    public EnvironmentException(String sentence) {
        super(sentence, null);
    }

    /**
     * @param sentence what failed, which setting leads there, what to do
     * @param cause what failed underneath
     */
    public EnvironmentException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
