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
 * @param holdsUnfinished whether the rule holds while a seed is not finished, too
 * @param needsAllMonths whether the rule only holds while no month of the seeded history was dropped
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
        boolean holdsUnfinished,
        boolean needsAllMonths,
        String sql,
        boolean returnsQuery,
        String advice,
        String rule) {

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
