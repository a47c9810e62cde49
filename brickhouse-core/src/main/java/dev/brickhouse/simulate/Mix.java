package dev.brickhouse.simulate;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.parameter.NearestNames;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.resource.Resources;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How often each operation occurs. Immutable. */
public final class Mix {

    private static final int LARGEST_SHARE = 1_000_000;
    private static final String DEFAULT = "application";
    private static final int DECIMALS = 2;

    private final Map<Operation, Double> shares;
    private final double total;

    private Mix(Map<Operation, Double> shares) {
        this.shares = shares;
        this.total = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /**
     * Reads the name of a mix, such as {@code read-heavy}, or a list such as {@code place=20,approve=18,list=5}, in
     * which operations that it does not name do not occur. A list may also name the kinds of operations, as in
     * {@code select=70,insert=20,update=10}; a kind's share goes to its operations in the proportions of the default
     * mix.
     *
     * @param text null or blank for the default mix
     * @throws ConfigurationException if a name is unknown or repeated, also by its kind, a share is not a whole number
     *     from 0 to a million, or all shares are zero
     */
    public static Mix parse(String text) {
        return parse(text, PropertyNames.SIMULATE_MIX);
    }

    /** As {@link #parse(String)}; {@code where} is what a message calls the place of the text. */
    static Mix parse(String text, String where) {
        Map<String, String> named = named();
        String name = text == null || text.isBlank() ? DEFAULT : text.strip();
        Map<Operation, Double> shares = new EnumMap<>(Operation.class);
        for (String part : named.getOrDefault(name, name).split(",")) {
            String[] pair = part.split("=", 2);
            String label = pair[0].strip();
            Map<Operation, Double> meant = meant(label);
            if (meant.isEmpty()) {
                throw problem(where, "names '" + label + "'" + NearestNames.question(label, known(), each -> each));
            }
            int share = share(label, pair.length == 2 ? pair[1].strip() : "", where);
            double all =
                    meant.values().stream().mapToDouble(Double::doubleValue).sum();
            meant.forEach((operation, weight) -> {
                if (shares.put(operation, share * weight / all) != null) {
                    throw problem(where, "names '" + operation.label() + "' twice");
                }
            });
        }
        Mix mix = new Mix(shares);
        if (mix.total == 0) {
            throw problem(where, "has no share above zero");
        }
        return mix;
    }

    boolean has(Operation operation) {
        return shares.getOrDefault(operation, 0.0) > 0;
    }

    /** The operation that a number from 0 to below 1 selects. */
    Operation draw(double unit) {
        double left = unit * total;
        Operation drawn = null;
        for (Map.Entry<Operation, Double> share : shares.entrySet()) {
            if (share.getValue() > 0) {
                // the last one stands for what rounding leaves over
                drawn = share.getKey();
                left -= share.getValue();
                if (left < 0) {
                    break;
                }
            }
        }
        return drawn;
    }

    /** As {@link #parse(String)} reads it, but for shares of a kind, which are rounded. */
    @Override
    public String toString() {
        return shares.entrySet().stream()
                .map(share -> share.getKey().label() + "="
                        + new BigDecimal(share.getValue())
                                .setScale(DECIMALS, RoundingMode.HALF_UP)
                                .stripTrailingZeros()
                                .toPlainString())
                .collect(Collectors.joining(","));
    }

    /**
     * The operations that a name stands for, one or those of a kind, with their default shares; empty if it is unknown.
     */
    private static Map<Operation, Double> meant(String label) {
        return Arrays.stream(Operation.values())
                .filter(each ->
                        each.label().equals(label) || each.kind().label().equals(label))
                .collect(Collectors.toMap(each -> each, each -> (double) each.share()));
    }

    private static Map<String, String> named() {
        Map<String, String> mixes = new LinkedHashMap<>();
        mixes.put(
                DEFAULT,
                Arrays.stream(Operation.values())
                        .map(each -> each.label() + "=" + each.share())
                        .collect(Collectors.joining(",")));
        for (NamedCsvRecord line : Resources.csv(Mix.class, "mixes.csv")) {
            mixes.put(line.getField("name"), line.getField("mix"));
        }
        return mixes;
    }

    private static int share(String label, String text, String where) {
        int share;
        try {
            share = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            share = -1;
        }
        if (share < 0 || share > LARGEST_SHARE) {
            throw problem(where, "gives " + label + " the share '" + text + "'");
        }
        return share;
    }

    private static ConfigurationException problem(String where, String what) {
        return new ConfigurationException(where + " " + what + ", but it has to be the name of a mix ("
                + String.join(", ", named().keySet())
                + ") or a list such as place=20,list=5, with whole shares from 0 to " + LARGEST_SHARE
                + ", not all zero, each named once, of "
                + String.join(", ", labels()) + ".");
    }

    private static List<String> known() {
        return Stream.concat(named().keySet().stream(), labels().stream()).toList();
    }

    private static List<String> labels() {
        return Stream.concat(
                        Arrays.stream(Operation.values()).map(Operation::label),
                        Arrays.stream(Operation.Kind.values()).map(Operation.Kind::label))
                .toList();
    }
}
