package dev.brickhouse.problem;

/** The goal could be carried out but would destroy or double something; the user has to say that this is wanted. */
public final class RefusedException extends BrickhouseException {

    /** @param sentence what stands in the way and which setting allows it */
    public RefusedException(String sentence) {
        super(sentence, null);
    }
}
