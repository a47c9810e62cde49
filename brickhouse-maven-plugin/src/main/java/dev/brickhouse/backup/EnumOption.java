package dev.brickhouse.backup;

import dev.brickhouse.problem.ConfigurationException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words by which settings name the values of an enum. */
final class EnumOption {

    private EnumOption() {}

    /** @throws ConfigurationException if no value has that name */
    static <E extends Enum<E>> E of(Class<E> kind, String setting, String word) {
        return Stream.of(kind.getEnumConstants())
                .filter(value -> label(value).equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(setting + " is '" + word
                        + "', but it has to be one of: "
                        + Stream.of(kind.getEnumConstants())
                                .map(EnumOption::label)
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
