package dev.brickhouse.validate;

import dev.brickhouse.schema.RetailSchema;
import java.util.Locale;
import java.util.Optional;

/**
 * One rule and the query that finds its violations.
 *
 * @param id what users pick it by, in kebab-case
 * @param severity how bad a violation is
 * @param needs what must exist for the rule to apply
 * @param holds when the rule holds
 * @param sql returns one text for each violation: a key, a colon, what was found and what is wanted
 * @param returnsQuery whether {@code sql} only returns the text of that query; one that needs a view has its name as
 *     parameter
 * @param advice what to do about a violation, in the imperative; null if that depends on the rows
 * @param rule one sentence that says what must hold
 */
record Check(
        String id,
        Severity severity,
        Needs needs,
        Holds holds,
        String sql,
        boolean returnsQuery,
        String advice,
        String rule) {

    /** When a rule holds. */
    enum Holds {
        /** In every state of a seed. */
        ALWAYS,
        /** Once the seed is finished. */
        FINISHED,
        /** Once it is finished, and while no order was dropped with its month that is open when the history ends. */
        OPEN,
        /** Once it is finished, and while no month of the history was dropped. */
        WHOLE
    }

    /** What a rule cannot be checked without. The names of views are those of {@link RetailSchema#VIEWS}. */
    enum Needs {
        TABLES,
        JOURNAL,
        SEQUENCES,
        INVENTORY_SUMMARY,
        ORDER_TRENDS,
        LOW_STOCK_ALERTS;

        Optional<String> view() {
            return Optional.of(name().toLowerCase(Locale.ROOT)).filter(RetailSchema.VIEWS::contains);
        }
    }
}
