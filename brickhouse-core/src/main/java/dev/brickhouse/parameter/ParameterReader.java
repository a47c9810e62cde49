package dev.brickhouse.parameter;

import dev.brickhouse.problem.ConfigurationException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads one parameter from the text that a user wrote, and checks one that a program gives.
 *
 * <p>Every value that cannot be used is refused by the same form of sentence: {@code brickhouse.months is '121', but it
 * has to be a whole number from 1 to 120.} Immutable.
 *
 * @param <T> the type of the value
 */
public final class ParameterReader<T> {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*([smh]?)");

    private final String property;
    private final String expected;
    private final Function<String, T> parser;
    private final Predicate<T> allowed;

    private ParameterReader(String property, String expected, Function<String, T> parser, Predicate<T> allowed) {
        this.property = property;
        this.expected = expected;
        this.parser = parser;
        this.allowed = allowed;
    }

    /** A whole number from {@code min} to {@code max}. */
    public static ParameterReader<Integer> integer(String property, int min, int max) {
        return integer(property, "a whole number", min, max);
    }

    /** As {@link #integer(String, int, int)}; {@code kind} names the unit, such as "a whole number of seconds". */
    public static ParameterReader<Integer> integer(String property, String kind, int min, int max) {
        return range(property, kind, text -> new BigInteger(text).intValueExact(), min, max);
    }

    /** Any whole number, whose range is checked elsewhere. */
    public static ParameterReader<Integer> integer(String property) {
        return new ParameterReader<>(
                property,
                "a whole number that fits in 32 bits",
                text -> new BigInteger(text).intValueExact(),
                number -> true);
    }

    /** As {@link #integer(String, String, int, int)}, for larger numbers. */
    public static ParameterReader<Long> longInteger(String property, String kind, long min, long max) {
        return range(property, kind, text -> new BigInteger(text).longValueExact(), min, max);
    }

    /** Any whole number. */
    public static ParameterReader<Long> longInteger(String property) {
        return new ParameterReader<>(
                property,
                "a whole number that fits in 64 bits",
                text -> new BigInteger(text).longValueExact(),
                number -> true);
    }

    /** A number from {@code min} to {@code max}, such as 0.01. */
    public static ParameterReader<Double> decimal(String property, double min, double max) {
        return decimal(property, "a number", min, max);
    }

    /** As {@link #decimal(String, double, double)}; {@code kind} names the unit, such as "a percentage". */
    public static ParameterReader<Double> decimal(String property, String kind, double min, double max) {
        return new ParameterReader<>(
                property,
                kind + " from " + plain(min) + " to " + plain(max),
                ParameterReader::parseDecimal,
                number -> number >= min && number <= max);
    }

    /** A number above 0 and up to {@code max}. */
    public static ParameterReader<Double> positive(String property, double max) {
        return new ParameterReader<>(
                property,
                "a number above 0 and up to " + plain(max),
                ParameterReader::parseDecimal,
                number -> number > 0 && number <= max);
    }

    /** A duration of at least a second; a number without a unit is one of seconds. */
    public static ParameterReader<Duration> duration(String property) {
        return new ParameterReader<>(
                property,
                "a duration such as 30s, 5m or 2h",
                ParameterReader::parseDuration,
                duration -> !duration.isZero());
    }

    /** A day from {@code first} to {@code last}, as yyyy-mm-dd. */
    public static ParameterReader<LocalDate> day(String property, LocalDate first, LocalDate last) {
        return range(property, "a day", LocalDate::parse, first, last);
    }

    /** The {@link #label(Enum)} of a constant, in any case. */
    public static <E extends Enum<E>> ParameterReader<E> option(String property, Class<E> type) {
        return new ParameterReader<>(
                property,
                "one of: "
                        + Stream.of(type.getEnumConstants())
                                .map(ParameterReader::label)
                                .collect(Collectors.joining(", ")),
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)),
                option -> true);
    }

    /** True or false, in any case. */
    public static ParameterReader<Boolean> onOff(String property) {
        return new ParameterReader<>(property, "true or false", ParameterReader::parseSwitch, value -> true);
    }

    /** How users write a constant and the log names it. */
    public static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads what a user wrote.
     *
     * @return null if there is no value
     * @throws ConfigurationException if it cannot be used
     */
    public T read(String text) {
        return text == null || text.isBlank() ? null : parse(text, "");
    }

    /**
     * Reads a value that has to be there.
     *
     * @param source where it was found, for the sentence
     * @throws ConfigurationException if it cannot be used
     */
    public T readFrom(String source, String text) {
        return parse(text, " (" + source + ")");
    }

    private static <T extends Comparable<? super T>> ParameterReader<T> range(
            String property, String kind, Function<String, T> parser, T min, T max) {
        return new ParameterReader<>(
                property,
                kind + " from " + min + " to " + max,
                parser,
                value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0);
    }

    private T parse(String text, String source) {
        try {
            T value = parser.apply(text.strip());
            if (allowed.test(value)) {
                return value;
            }
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw refusal(text, source, e);
        }
        throw refusal(text, source, null);
    }

    /** As {@link #read}, but {@code otherwise} if there is no value. */
    public T readOr(String text, T otherwise) {
        T value = read(text);
        return value == null ? otherwise : value;
    }

    /** @throws ConfigurationException unless {@code value} is in the range */
    public void require(T value) {
        if (!allowed.test(value)) {
            throw refusal(value instanceof Double number ? plain(number) : value.toString(), "", null);
        }
    }

    private ConfigurationException refusal(String value, String source, Exception cause) {
        return new ConfigurationException(
                property + " is '" + value + "'" + source + ", but it has to be " + expected + ".", cause);
    }

    private static double parseDecimal(String text) {
        return new BigDecimal(text).doubleValue();
    }

    private static Duration parseDuration(String text) {
        Matcher duration = DURATION.matcher(text);
        if (!duration.matches()) {
            throw new IllegalArgumentException(text);
        }
        long number = Long.parseLong(duration.group(1));
        return switch (duration.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofSeconds(number);
        };
    }

    private static boolean parseSwitch(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        throw new IllegalArgumentException(text);
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
