package dev.brickhouse.schema;

import dev.brickhouse.schema.Definition.Kind;

/** A definition of the migrations that is missing, not in force, or replaced by another. */
public final class Drift {

    private final Definition wanted;
    private final Found found;

    /** @param found what exists in its place; null if nothing does */
    Drift(Definition wanted, Found found) {
        this.wanted = wanted;
        this.found = found;
    }

    /**
     * What exists in the database.
     *
     * @param definition as {@link Definition#text()} would be
     * @param fault what keeps it from being in force, as the predicate of a sentence; null if nothing does
     */
    record Found(Kind kind, String table, String name, String definition, String fault) {}

    Definition wanted() {
        return wanted;
    }

    boolean isMissing() {
        return found == null;
    }

    /** Whether something else is in its place, which is the user's and so is kept. */
    boolean isReplaced() {
        return found != null && !wanted.means(found.definition());
    }

    String fault() {
        return found.fault();
    }

    public boolean isOfConstraint() {
        return wanted.kind().isConstraint();
    }

    public boolean isOfIndex() {
        return wanted.kind() == Kind.INDEX || wanted.kind() == Kind.VIEW_INDEX;
    }

    /** Whether a column lacks NOT NULL. */
    public boolean isOfNotNull() {
        return wanted.kind() == Kind.NOT_NULL;
    }

    /** Whether a column lacks its default or its sequence. */
    public boolean isOfDefault() {
        return wanted.kind() == Kind.DEFAULT || wanted.kind() == Kind.SEQUENCE;
    }

    /** What it is of which table, as in <code>index "idx_orders_status" of table "orders"</code>. */
    String subject() {
        String of = wanted.kind().isOfView() ? " of view \"" : " of table \"";
        return wanted.kind() == Kind.VIEW
                ? wanted.kind().label() + " \"" + wanted.name() + '"'
                : wanted.kind().label()
                        + (wanted.kind().isOfColumn() ? " of column \"" : " \"")
                        + wanted.name()
                        + '"'
                        + of
                        + wanted.table()
                        + '"';
    }

    /** The name, a colon, what exists and what should. */
    @Override
    public String toString() {
        return wanted.table() + '.' + wanted.name() + ": " + state();
    }

    String state() {
        if (isReplaced()) {
            return "is " + found.definition() + " instead of " + wanted.text();
        }
        return isMissing() ? "is missing" : found.fault();
    }
}
