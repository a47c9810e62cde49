package dev.brickhouse.export;

import java.util.Map;

/**
 * What is known of the rows of an export.
 *
 * @param kind where they come from
 * @param settings what they depend on, by name, as text
 * @param fingerprint that of the seed that they come from; null if nobody knows
 */
record ExportOrigin(ExportSourceKind kind, Map<String, String> settings, String fingerprint) {

    /** Whether the same settings always give the same rows, so that what an earlier run has written counts. */
    boolean isRepeatable() {
        return kind == ExportSourceKind.GENERATOR;
    }
}
