package dev.brickhouse.simulate;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How often each operation comes up. Immutable. */
public final class Mix {

    private static final int LARGEST_SHARE = 1_000_000;

    private final Map<Operation, Integer> shares;
    private final long total;

    private Mix(Map<Operation, Integer> shares) {
        this.shares = shares;
        this.total = shares.values().stream().mapToLong(Integer::longValue).sum();
    }

    /**
     * Reads a mix such as {@code place=20,approve=18,list=5}; what it does not name does not happen.
     *
     * @param text null or blank for the mix of a business day
     * @throws ConfigurationException if a name is unknown or twice there, a share is no number from 0 to a million, or all
     *     are zero
     */
    public static Mix parse(String text) {
        Map<Operation, Integer> shares = new EnumMap<>(Operation.class);
        if (text == null || text.isBlank()) {
            Arrays.stream(Operation.values()).forEach(operation -> shares.put(operation, operation.share()));
            return new Mix(shares);
        }
        for (String part : text.split(",")) {
            String[] pair = part.split("=", 2);
            Operation operation =
                    Operation.labelled(pair[0].strip()).orElseThrow(() -> problem("names '" + pair[0].strip() + "'"));
            if (shares.put(operation, share(part, pair)) != null) {
                throw problem("names '" + operation.label() + "' twice");
            }
        }
        Mix mix = new Mix(shares);
        if (mix.total == 0) {
            throw problem("gives nothing a share above zero");
        }
        return mix;
    }

    boolean has(Operation operation) {
        return shares.getOrDefault(operation, 0) > 0;
    }

    /** The operation that a number from 0 to below 1 stands for. */
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

    private static int share(String part, String[] pair) {
        try {
            int share = Integer.parseInt(pair.length == 2 ? pair[1].strip() : "");
            if (share >= 0 && share <= LARGEST_SHARE) {
                return share;
            }
        } catch (NumberFormatException e) {
            throw new ConfigurationException(sentence("has the part '" + part.strip() + "'"), e);
        }
        throw problem("has the part '" + part.strip() + "'");
    }

    private static ConfigurationException problem(String what) {
        return new ConfigurationException(sentence(what));
    }

    private static String sentence(String what) {
        return PropertyNames.SIMULATE_MIX + " " + what
                + ", but it has to be a list such as place=20,list=5, with whole shares from 0 to " + LARGEST_SHARE
                + ", not all zero, of "
                + Arrays.stream(Operation.values()).map(Operation::label).collect(Collectors.joining(", ")) + ".";
    }
}
