package dev.brickhouse.mojo;

import java.util.List;
import java.util.Map;

/**
 * Keeps what libraries say about themselves out of an ordinary build's log.
 *
 * <p>They log to SLF4J, whose implementation is Maven's own, so a plugin cannot bring another; but that implementation
 * reads the level of each logger from a system property when the logger is made. A level that a user has set stays.
 */
final class LibraryLogging {

    /** Their failures reach the user as exceptions. */
    private static final Map<String, String> LEVELS = Map.of("com.zaxxer.hikari", "error", "org.flywaydb", "off");

    /** Maven 3 reads the first prefix; Maven 4 reads the second as well. */
    private static final List<String> PROPERTY_PREFIXES = List.of("org.slf4j.simpleLogger.log.", "maven.logger.log.");

    private LibraryLogging() {}

    static void quiet() {
        for (String prefix : PROPERTY_PREFIXES) {
            LEVELS.forEach((logger, level) -> System.getProperties().putIfAbsent(prefix + logger, level));
        }
    }
}
