package dev.brickhouse.export;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.RefusedException;
import java.util.ArrayList;
import java.util.List;

/** What earlier runs have left in the directory of an export: kept, replaced, or in its way. */
final class EarlierExports {

    private final ExportDirectory directory;
    private final ExportRequest request;

    EarlierExports(ExportDirectory directory, ExportRequest request) {
        this.directory = directory;
        this.request = request;
    }

    /**
     * Makes the directory the new export's.
     *
     * @param isRepeatable whether the same settings always give the same rows
     * @return the files of an earlier run that need not be written again
     * @throws RefusedException if something is there that only {@link ExportRequest#overwrite} may replace
     */
    List<ExportedFile> giveWay(ExportManifest manifest, boolean isRepeatable) {
        List<ExportManifest> earlier = directory.manifests();
        directory.requireNothingElse(earlier);
        List<ExportedFile> kept = new ArrayList<>();
        for (ExportManifest other : earlier) {
            boolean same = other.file().equals(manifest.file());
            List<String> differences = manifest.differences(other);
            boolean conflicts = !differences.isEmpty()
                    || (same
                            // the orders of a database are other ones each time
                            ? (isRepeatable || request.isSlice())
                                    && (other.from() != manifest.from() || other.to() != manifest.to())
                            : manifest.overlaps(other));
            if (conflicts && !request.overwrite()) {
                throw refusal(manifest, other, differences);
            }
            if (conflicts || same && !isRepeatable) {
                directory.remove(other);
            } else if (same) {
                other.files().stream().filter(directory::holds).forEach(kept::add);
            }
        }
        return kept;
    }

    private RefusedException refusal(ExportManifest manifest, ExportManifest other, List<String> differences) {
        String reason = differences.isEmpty()
                ? "orders " + other.from() + " to " + other.to() + ", which overlap with " + manifest.from() + " to "
                        + manifest.to() + " here"
                : "an export with other settings: " + String.join(", ", differences);
        return new RefusedException("The directory " + directory.root() + " holds " + reason
                + "; name another directory with " + PropertyNames.EXPORT_DIRECTORY + ", or replace those files with -D"
                + PropertyNames.OVERWRITE + "=true.");
    }
}
