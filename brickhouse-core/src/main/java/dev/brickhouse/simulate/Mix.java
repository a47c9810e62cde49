package dev.brickhouse.simulate;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How often each operation occurs. Immutable. */
public final class Mix {

    private static final int LARGEST_SHARE = 1_000_000;

    private final Map<Operation, Integer> shares;
    private final long total;

    private Mix(Map<Operation, Integer> shares) {
        this.shares = shares;
        this.total = shares.values().stream().mapToLong(Integer::longValue).sum();
    }

    /**
     * Reads a mix such as {@code place=20,approve=18,list=5}; operations that it does not name do not occur.
     *
     * @param text null or blank for the default mix
     * @throws ConfigurationException if a name is unknown or repeated, a share is not a whole number from 0 to a million, or
     *     all shares are zero
     */
    public static Mix parse(String text) {
        Map<Operation, Integer> shares = new EnumMap<>(Operation.class);
        if (text == null || text.isBlank()) {
            Arrays.stream(Operation.values()).forEach(operation -> shares.put(operation, operation.share()));
        } else {
            Operation.parseList(text, Mix::problem)
                    .forEach((operation, share) -> shares.put(operation, share(operation, share)));
        }
        Mix mix = new Mix(shares);
        if (mix.total == 0) {
            throw problem("has no share above zero");
        }
        return mix;
    }

    boolean has(Operation operation) {
        return shares.getOrDefault(operation, 0) > 0;
    }

    /** The operation that a number from 0 to below 1 selects. */
    Operation draw(double unit) {
        long left = (long) (unit * total);
        for (Map.Entry<Operation, Integer> share : shares.entrySet()) {
            left -= share.getValue();
            if (left < 0) {
                return share.getKey();
            }
        }
        throw new IllegalArgumentException("not below 1: " + unit);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return shares.entrySet().stream()
                .map(share -> share.getKey().label() + "=" + share.getValue())
                .collect(Collectors.joining(","));
    }

    private static int share(Operation operation, String text) {
        int share;
        try {
            share = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            share = -1;
        }
        if (share < 0 || share > LARGEST_SHARE) {
            throw problem("gives " + operation.label() + " the share '" + text + "'");
        }
        return share;
    }

    private static ConfigurationException problem(String what) {
        return new ConfigurationException(PropertyNames.SIMULATE_MIX + " " + what
                + ", but it has to be a list such as place=20,list=5, with whole shares from 0 to " + LARGEST_SHARE
                + ", not all zero, of "
                + Arrays.stream(Operation.values()).map(Operation::label).collect(Collectors.joining(", ")) + ".");
    }
}
