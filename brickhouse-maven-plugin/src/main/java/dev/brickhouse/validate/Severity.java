package dev.brickhouse.validate;

import java.util.Locale;

/** How bad it is that a rule is broken. */
public enum Severity {

    /** Something that ought to hold always does not. */
    ERROR,

    /** Something that holds after a seed and that an application may change rightly, or a matter of plausibility. */
    WARNING;

    /** As users write and read it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
