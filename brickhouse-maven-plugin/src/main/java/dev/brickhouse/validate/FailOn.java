package dev.brickhouse.validate;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Which violations fail the build. */
public enum FailOn {

    /** Violations of both severities. */
    WARNING,

    /** Only errors. */
    ERROR,

    /** None: they are only reported. */
    NEVER;

    /**
     * Reads what users write, in any case.
     *
     * @throws ConfigurationException if it is something else
     */
    public static FailOn parse(String text) {
        for (FailOn value : values()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text.strip().toLowerCase(Locale.ROOT))) {
                return value;
            }
        }
        throw new ConfigurationException(
                PropertyNames.VALIDATE_FAIL_ON + " is \"" + text + "\"; it must be error, warning or never.");
    }

    /** Whether a violation of this severity fails the build. */
    boolean includes(Severity severity) {
        return this == WARNING || (this == ERROR && severity == Severity.ERROR);
    }

    /** The violated checks that fail the build, errors first. */
    public List<CheckResult> failures(ValidationReport report) {
        return Stream.of(Severity.values())
                .filter(this::includes)
                .flatMap(severity -> report.violated(severity).stream())
                .toList();
    }
}
