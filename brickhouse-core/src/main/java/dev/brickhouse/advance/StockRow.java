package dev.brickhouse.advance;

/** A stock position, and what becomes of it on one day. Instants are microseconds since 1970-01-01T00:00. */
final class StockRow {

    /** The number of one that is not in the table yet. */
    static final long NEW = 0;

    long id;
    final int store;
    final int product;
    final boolean isNew;
    long quantity;
    long reserved;
    long updated;
    int version;
    private boolean changed;

    StockRow(long id, int store, int product, long quantity, long reserved, long updated, int version) {
        this.id = id;
        this.store = store;
        this.product = product;
        this.quantity = quantity;
        this.reserved = reserved;
        this.updated = updated;
        this.version = version;
        isNew = id == NEW;
    }

    boolean isChanged() {
        return changed;
    }

    /** Adds to what is on hand and to what is reserved of it. */
    void change(long cases, long reservedCases, long instant) {
        quantity += cases;
        reserved = Math.max(0, reserved + reservedCases);
        updated = Math.max(updated, instant);
        version++;
        changed = true;
    }
}
