package dev.brickhouse.simulate;

import dev.brickhouse.parameter.NearestNames;
import dev.brickhouse.problem.ConfigurationException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What the simulated business does, each in one transaction. */
enum Operation {
    /** A shop places an order. */
    PLACE(20, Kind.INSERT),
    /** The regional manager approves a pending order, which reserves its cases at the warehouse. */
    APPROVE(18, Kind.UPDATE),
    /** The warehouse delivers an approved order. */
    FULFILL(17, Kind.UPDATE),
    /** An order is cancelled with a reason, which releases its reservation. */
    CANCEL(2, Kind.UPDATE),
    /** A shop sells stock. */
    SELL(25, Kind.UPDATE),
    /** The warehouse receives goods. */
    RECEIVE(4, Kind.UPDATE),
    /** A page of the list of all orders, newest first. */
    LIST(8, Kind.SELECT),
    /** The figures at the top of the dashboard. */
    KPIS(1, Kind.SELECT),
    /** What is running out in a region. */
    LOW_STOCK(3, Kind.SELECT),
    /** The last days of a region. */
    TRENDS(2, Kind.SELECT);

    /** What an operation does to the orders and the stock, by the statement that matters in it. */
    enum Kind {
        /** It only reads. */
        SELECT,
        /** It adds an order. */
        INSERT,
        /** It changes orders or stock. */
        UPDATE;

        /** The name that users write. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final int share;
    private final Kind kind;

    Operation(int share, Kind kind) {
        this.share = share;
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** How many of a hundred steps are of this kind by default. */
    int share() {
        return share;
    }

    /** The name that users write and read. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads a list such as {@code place=20,list=5}.
     *
     * @param problem makes an exception from what is wrong with the list, such as "names 'x'"
     * @return the text behind each operation's name, empty where there is none
     */
    static Map<Operation, String> parseList(String text, Function<String, ConfigurationException> problem) {
        Map<Operation, String> values = new EnumMap<>(Operation.class);
        for (String part : text.split(",")) {
            String[] pair = part.split("=", 2);
            String label = pair[0].strip();
            Operation operation = Arrays.stream(values())
                    .filter(each -> each.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> problem.apply("names '" + label + "'"
                            + NearestNames.question(
                                    label,
                                    Arrays.stream(values())
                                            .map(Operation::label)
                                            .toList(),
                                    each -> each)));
            if (values.put(operation, pair.length == 2 ? pair[1].strip() : "") != null) {
                throw problem.apply("names '" + label + "' twice");
            }
        }
        return values;
    }
}
