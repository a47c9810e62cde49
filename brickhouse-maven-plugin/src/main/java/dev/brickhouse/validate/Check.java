package dev.brickhouse.validate;

/**
 * One rule and the query that finds what breaks it.
 *
 * @param id what users pick it by, in kebab-case
 * @param severity how bad a violation is
 * @param needs what must be there for the rule to apply
 * @param sql returns one text for each violation, the key of a row for example
 * @param returnsQuery whether {@code sql} only returns the text of that query
 * @param rule one sentence that says what must hold
 */
record Check(String id, Severity severity, Needs needs, String sql, boolean returnsQuery, String rule) {

    /** What a rule cannot be checked without. */
    enum Needs {
        TABLES,
        JOURNAL,
        SEQUENCES,
        INVENTORY_SUMMARY,
        ORDER_TRENDS,
        LOW_STOCK_ALERTS
    }
}
