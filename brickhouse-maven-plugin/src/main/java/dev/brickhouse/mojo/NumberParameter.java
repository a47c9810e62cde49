package dev.brickhouse.mojo;

import dev.brickhouse.problem.ConfigurationException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Function;

/**
 * Reads the numbers among the parameters. They are declared as texts, since Maven answers a value that is not a number with a
 * stack of converters instead of a sentence. Ranges are the core's affair.
 */
final class NumberParameter {

    private NumberParameter() {}

    /** Null if nothing was given. */
    static Integer integer(String property, String text) {
        return read(property, text, "a whole number", number -> new BigInteger(number).intValueExact());
    }

    /** Null if nothing was given. */
    static Long whole(String property, String text) {
        return read(property, text, "a whole number", number -> new BigInteger(number).longValueExact());
    }

    /** Null if nothing was given. */
    static Double decimal(String property, String text) {
        return read(property, text, "a number", number -> new BigDecimal(number).doubleValue());
    }

    private static <T> T read(String property, String text, String kind, Function<String, T> parser) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return parser.apply(text.strip());
        } catch (NumberFormatException e) {
            throw new ConfigurationException(property + " is '" + text + "', but it has to be " + kind + ".", e);
        } catch (ArithmeticException e) {
            throw new ConfigurationException(
                    property + " is '" + text + "', which is larger than any number that can be used here.", e);
        }
    }
}
