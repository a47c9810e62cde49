package dev.brickhouse.simulate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the simulated business does, each in one transaction. */
public enum Operation {
    /** A shop places an order. */
    PLACE(20),
    /** The regional manager approves a pending order, which reserves its cases at the warehouse. */
    APPROVE(18),
    /** The warehouse delivers an approved order. */
    FULFIL(17),
    /** An order is cancelled with a reason, and what was reserved for it is released. */
    CANCEL(2),
    /** A shop sells stock. */
    SELL(25),
    /** The warehouse receives goods. */
    RECEIVE(4),
    /** A page of the list of all orders, newest first. */
    LIST(8),
    /** The figures at the top of the dashboard. */
    KPIS(1),
    /** What runs out in a region. */
    LOW_STOCK(3),
    /** The last days of a region. */
    TRENDS(2);

    private final int share;

    Operation(int share) {
        this.share = share;
    }

    /** How many of a hundred steps are this one when nobody says otherwise. */
    int share() {
        return share;
    }

    /** The name that users write and read. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Operation> labelled(String label) {
        return Arrays.stream(values())
                .filter(operation -> operation.label().equals(label))
                .findFirst();
    }
}
