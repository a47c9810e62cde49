package dev.brickhouse.simulate;

/** A row has another version than the one that was read, so that nothing may be written that follows from it. */
final class ConflictException extends Exception {

    private static final long serialVersionUID = 1;

    ConflictException(String row) {
        super(row + " was changed by somebody else", null, false, false);
    }
}
