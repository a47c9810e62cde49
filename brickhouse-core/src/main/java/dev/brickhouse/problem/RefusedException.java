package dev.brickhouse.problem;

/** The goal could run but would destroy or duplicate something; the user has to allow or prevent that. */
public final class RefusedException extends BrickhouseException {

    /** @param sentence what is in the way, and which setting or command removes it */
    public RefusedException(String sentence) {
        super(sentence, null);
    }
}
