package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.load.Journal;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what a request wants with what stands in the target schema, and refuses where something would be lost. */
final class SeedPreconditions {

    private final SeedRequest request;
    private final TargetState survey;
    private final HistorySettings history;
    private final SeedSettings settings;
    private final String schema;

    SeedPreconditions(SeedRequest request, TargetState survey, Catalog catalog, String schema) {
        this.request = request;
        this.survey = survey;
        this.history = keepAsOf(request, survey, catalog);
        this.settings = SeedSettings.of(history, catalog);
        this.schema = Identifiers.quote(schema);
    }

    /** What stands in the schema. */
    TargetState survey() {
        return survey;
    }

    /** The settings of the history, with the as-of date that counts. */
    HistorySettings history() {
        return history;
    }

    /** The settings that the rows depend on. */
    SeedSettings settings() {
        return settings;
    }

    /** The complete seed that this request wants to be left alone. */
    Optional<Journal.Entry> wanted() {
        return request.existing().leavesAlone() ? there(true) : Optional.empty();
    }

    /** The unfinished seed that this request completes. */
    Optional<Journal.Entry> unfinished() {
        return request.existing() == SeedRequest.Existing.RESTART ? Optional.empty() : there(false);
    }

    private Optional<Journal.Entry> there(boolean complete) {
        return survey.journal()
                .filter(entry -> isComplete(entry) == complete)
                .filter(entry -> entry.header().fingerprint().equals(settings.fingerprint()));
    }

    /** @throws RefusedException if something stands there that must not be replaced */
    void refuseToDestroy() {
        refuseToMixVersions();
        if (request.overwrite()) {
            return;
        }
        survey.journal()
                .filter(entry -> !entry.header().fingerprint().equals(settings.fingerprint()))
                .ifPresent(this::refuseOther);
        if (!survey.withForeignRows().isEmpty()) {
            throw new RefusedException("Schema " + schema + " holds rows that brickhouse:seed did not write, in "
                    + String.join(", ", survey.withForeignRows())
                    + "; nothing was changed; choose another schema with " + PropertyNames.SCHEMA
                    + ", or let them be deleted with -D" + PropertyNames.OVERWRITE + "=true.");
        }
    }

    /** Others are at work on the schema, and not on the seed that is wanted, or not to be joined. */
    RefusedException othersAtWork(String holder) {
        if (survey.journal().filter(SeedPreconditions::isComplete).isPresent()) {
            return new RefusedException("brickhouse:simulate is at work on schema " + schema + holder
                    + ", and the rows that it works on cannot be replaced meanwhile; wait until it has ended, or end it,"
                    + " and run this again.");
        }
        return othersAtWork(request, schema, holder + differences("; its settings differ: "));
    }

    /** As {@link #othersAtWork(String)} while they have the tables for themselves, so that nothing can be compared. */
    static RefusedException othersAtWork(SeedRequest request, String schema, String detail) {
        return new RefusedException("Another brickhouse:seed is at work on schema " + schema + detail
                + "; wait until it has ended, or end it, and run this again"
                + (request.existing() == SeedRequest.Existing.JOIN
                        ? "."
                        : "; or help it with the same settings and -D" + PropertyNames.JOIN + "=true."));
    }

    private void refuseOther(Journal.Entry there) {
        boolean mayGo = isComplete(there)
                ? !request.existing().leavesAlone()
                : request.existing() == SeedRequest.Existing.RESTART;
        if (mayGo) {
            return;
        }
        throw new RefusedException("Schema " + schema + " holds "
                + (isComplete(there) ? "a complete" : "an unfinished") + " seed with other settings"
                + differences(": ") + "; "
                + (isComplete(there)
                        ? "leave " + setting() + " out, or set -D" + PropertyNames.OVERWRITE + "=true, to replace it."
                        : "run brickhouse:seed with those settings to complete it, or start over with -D"
                                + PropertyNames.RESTART + "=true."));
    }

    /** Two versions of the plugin could go about the same seed in different ways. */
    private void refuseToMixVersions() {
        if (request.existing() != SeedRequest.Existing.JOIN) {
            return;
        }
        unfinished()
                .map(entry -> entry.header().pluginVersion())
                .filter(there -> !there.equals(request.pluginVersion()))
                .ifPresent(there -> {
                    throw new RefusedException("Schema " + schema + " holds an unfinished seed of another version of"
                            + " this plugin: it is " + there + " there and " + request.pluginVersion()
                            + " here; join it with that version, or complete it without " + PropertyNames.JOIN + ".");
                });
    }

    private String setting() {
        return request.existing() == SeedRequest.Existing.JOIN ? PropertyNames.JOIN : PropertyNames.SEED_ONCE;
    }

    private String differences(String before) {
        List<String> differences = new ArrayList<>();
        survey.journal()
                .ifPresent(entry -> differences.addAll(
                        settings.differences(SeedSettings.parse(entry.header().settings()))));
        return differences.isEmpty() ? "" : before + String.join(", ", differences);
    }

    private static boolean isComplete(Journal.Entry entry) {
        return entry.state() == Journal.State.COMPLETE;
    }

    /**
     * A run without an as-of date that goes on after midnight still means the seed it began, and one that shall seed
     * once means the day on which that was done.
     */
    private static HistorySettings keepAsOf(SeedRequest request, TargetState survey, Catalog catalog) {
        HistorySettings settings = request.history();
        if (request.asOfGiven()) {
            return settings;
        }
        return survey.journal()
                .filter(entry -> isComplete(entry)
                        ? request.existing().leavesAlone()
                        : request.existing() != SeedRequest.Existing.RESTART)
                .filter(entry -> SeedSettings.of(
                                settings.withAsOf(entry.header().asOf()), catalog)
                        .fingerprint()
                        .equals(entry.header().fingerprint()))
                .map(entry -> settings.withAsOf(entry.header().asOf()))
                .orElse(settings);
    }
}
