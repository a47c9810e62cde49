package dev.brickhouse.validate;

import java.util.List;
import java.util.stream.Stream;

/** Which violations fail the build. */
public enum FailOn {

    /** Violations of both severities. */
    WARNING,

    /** Only errors. */
    ERROR,

    /** None: they are only reported. */
    NEVER;

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
