package dev.brickhouse.validate;

import java.util.Locale;

/** How bad a violation is. */
public enum Severity {

    /** The rule should always hold. */
    ERROR,

    /** The rule holds after a seed, but an application may rightfully break it; or it is a matter of plausibility. */
    WARNING;

    /** As users write and read it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
