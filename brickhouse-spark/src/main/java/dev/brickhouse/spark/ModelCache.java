package dev.brickhouse.spark;

import dev.brickhouse.seed.RetailRows;
import dev.brickhouse.seed.RowSettings;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The models that rows are made by, each made once in a process: planning a history takes as long as many orders, and
 * the slices of a table come one after the other. Safe for use by several threads.
 */
final class ModelCache {

    /** A query that joins tables of different settings needs more than one. */
    private static final int MOST = 4;

    /** An executor has nothing that lives longer than a task but its process. */
    private static final ModelCache OF_THIS_PROCESS = new ModelCache();

    private final Map<Map<String, String>, RetailRows> models = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Map<String, String>, RetailRows> eldest) {
            return size() > MOST;
        }
    };

    static ModelCache ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /**
     * What makes the rows of a seed. Others wait meanwhile, since most of them want the same.
     *
     * @param settings as {@link RowSettings#withResolvedAsOf()} gives them
     */
    synchronized RetailRows rows(Map<String, String> settings) {
        return models.computeIfAbsent(settings, fixed -> new RowSettings(fixed, LocalDate.EPOCH).rows());
    }
}
