package dev.brickhouse.seed;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.load.Journal;
import dev.brickhouse.load.Table;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.Layouts;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.Schemas;
import java.util.List;
import java.util.Optional;

/** Compares what a request asks for with what the target schema holds, and refuses where something would be lost. */
final class SeedPreconditions {

    private final SeedRequest request;
    private final TargetState state;
    private final SeedSettings settings;
    private final RetailSchema target;
    private final String schema;

    /** @param request with the as-of date that counts */
    SeedPreconditions(SeedRequest request, TargetState state, SeedContext context) {
        this.request = request;
        this.state = state;
        this.settings = SeedSettings.of(request.history(), context.catalog());
        this.target = context.target().schema();
        this.schema = target.quoted();
    }

    /** The settings that the rows depend on. */
    SeedSettings settings() {
        return settings;
    }

    /** The complete seed that this request keeps. */
    Optional<Journal.Entry> seedToKeep() {
        return request.existing().keepsComplete() ? matching(true) : Optional.empty();
    }

    /** The unfinished seed that this request completes. */
    Optional<Journal.Entry> seedToComplete() {
        return request.existing() == ExistingSeedPolicy.RESTART ? Optional.empty() : matching(false);
    }

    private Optional<Journal.Entry> matching(boolean complete) {
        return state.journal()
                .filter(seed -> seed.isComplete() == complete)
                .filter(seed -> seed.header().fingerprint().equals(settings.fingerprint()));
    }

    /** @throws RefusedException if the orders have another layout than the one that is asked for */
    void refuseOtherLayout() {
        Layouts.refuseOther(state.layout(), target, request.layout());
    }

    /** @throws RefusedException if tables are gone that a seed has once filled, which no migration makes again */
    void refuseDroppedTables() {
        List<String> missing = RetailTables.IN_ORDER.stream()
                .filter(table -> !state.tables().contains(table))
                .map(Table::name)
                .toList();
        if (state.journal().isPresent() && !missing.isEmpty()) {
            throw new RefusedException(Schemas.dropped(missing, schema, "nothing was changed; "));
        }
    }

    /** @throws RefusedException if the schema holds something that must not be replaced */
    void refuseToDestroy() {
        refuseToMixVersions();
        if (request.overwrite()) {
            return;
        }
        state.journal()
                .filter(seed -> !seed.header().fingerprint().equals(settings.fingerprint()))
                .ifPresent(this::refuseOther);
        if (!state.withForeignRows().isEmpty()) {
            throw new RefusedException("Schema " + schema + " holds rows that brickhouse:seed did not write, in "
                    + String.join(", ", state.withForeignRows())
                    + carriedOn()
                    + "; nothing was changed; choose another schema with " + PropertyNames.SCHEMA
                    + ", or allow them to be deleted with -D" + PropertyNames.OVERWRITE + "=true.");
        }
    }

    /** Where some of these rows come from, and how to keep them, if brickhouse:advance has written them. */
    private String carriedOn() {
        return state.completeSeed()
                .filter(seed -> SeedSettings.reach(seed).isAfter(seed.header().asOf()))
                .map(seed -> " (brickhouse:advance has carried the business on to " + SeedSettings.reach(seed) + "; -D"
                        + PropertyNames.SEED_ONCE + "=true keeps it)")
                .orElse(" (by brickhouse:simulate or by others)");
    }

    /** Other runs use the schema, and not for the requested seed, or this one is not to join them. */
    RefusedException inUse(String holder) {
        if (state.completeSeed().isPresent()) {
            return new RefusedException(
                    "brickhouse:simulate or brickhouse:advance is running on schema " + schema + holder
                            + ", and the rows that it works on cannot be replaced meanwhile; wait for it to finish, or stop it,"
                            + " and run this again.");
        }
        return inUse(request, schema, holder + differences("; its settings differ: "));
    }

    /** As {@link #inUse(String)} while another run is setting up, so that nothing can be compared. */
    static RefusedException inUse(SeedRequest request, String schema, String detail) {
        return new RefusedException("Another brickhouse:seed is running on schema " + schema + detail
                + "; wait for it to finish, or stop it, and run this again"
                + (request.existing() == ExistingSeedPolicy.JOIN
                        ? "."
                        : "; or join it with the same settings and -D" + PropertyNames.JOIN + "=true."));
    }

    private void refuseOther(Journal.Entry seed) {
        boolean replaceable = seed.isComplete()
                ? !request.existing().keepsComplete()
                : request.existing() == ExistingSeedPolicy.RESTART;
        if (replaceable) {
            return;
        }
        throw new RefusedException("Schema " + schema + " holds "
                + (seed.isComplete() ? "a complete" : "an unfinished") + " seed with other settings"
                + differences(": ") + "; "
                + (seed.isComplete()
                        ? "leave out " + keepingSetting() + ", or set -D" + PropertyNames.OVERWRITE
                                + "=true, to replace it."
                        : "run brickhouse:seed with those settings to complete it, or start over with -D"
                                + PropertyNames.RESTART + "=true."));
    }

    /** Two versions of the plugin could load the same seed in different ways. */
    private void refuseToMixVersions() {
        if (request.existing() != ExistingSeedPolicy.JOIN) {
            return;
        }
        seedToComplete()
                .map(seed -> seed.header().pluginVersion())
                .filter(version -> !version.equals(request.pluginVersion()))
                .ifPresent(version -> {
                    throw new RefusedException("Schema " + schema + " holds an unfinished seed of another version of"
                            + " this plugin: it is " + version + " there and " + request.pluginVersion()
                            + " here; join it with that version, or complete it without " + PropertyNames.JOIN + ".");
                });
    }

    private String keepingSetting() {
        return request.existing() == ExistingSeedPolicy.JOIN ? PropertyNames.JOIN : PropertyNames.SEED_ONCE;
    }

    private String differences(String before) {
        return state.journal()
                .map(seed -> String.join(", ", settings.differences(SeedSettings.of(seed))))
                .filter(differences -> !differences.isEmpty())
                .map(differences -> before + differences)
                .orElse("");
    }
}
