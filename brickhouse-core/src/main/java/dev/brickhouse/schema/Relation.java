package dev.brickhouse.schema;

import java.util.Map;
import java.util.Optional;

/**
 * A relation under the name of one of the plugin's tables or views.
 *
 * @param kind as in {@code pg_class.relkind}
 * @param populated false for a materialized view that holds nothing yet
 * @param readable whether the connected user may select from it, or from some of its columns
 * @param hidesRows whether row-level security can hide rows from the connected user
 * @param partitionedByDate whether it is partitioned as in {@link Layout#PARTITIONED}
 * @param distribution how Citus has distributed it, as {@link Distribution} writes it; empty where it has not
 * @param columns types by column name, as PostgreSQL writes them
 */
public record Relation(
        String kind,
        boolean populated,
        boolean readable,
        boolean hidesRows,
        boolean partitionedByDate,
        Optional<String> distribution,
        Map<String, String> columns) {

    /** Whether it is a table, and neither partitioned nor a view. */
    boolean isOrdinaryTable() {
        return kind.equals("r");
    }

    /** The same relation, distributed over the nodes of a cluster. */
    Relation distributed(String how) {
        return new Relation(kind, populated, readable, hidesRows, partitionedByDate, Optional.of(how), columns);
    }

    boolean isTable() {
        return isOrdinaryTable() || kind.equals("p");
    }

    /** The layout of the orders, if it is their table. */
    Optional<Layout> layout() {
        if (distribution.isPresent()) {
            return Optional.of(Layout.CITUS)
                    .filter(layout -> distribution.equals(Distribution.wanted(layout, RetailSchema.ORDERS)));
        }
        return isOrdinaryTable()
                ? Optional.of(Layout.PLAIN)
                : Optional.of(Layout.PARTITIONED).filter(layout -> partitionedByDate);
    }

    boolean isMaterializedView() {
        return kind.equals("m");
    }

    /** Whether queries can select from it, unlike from an index or a sequence. */
    boolean hasRows() {
        return "rpvmf".contains(kind);
    }
}
