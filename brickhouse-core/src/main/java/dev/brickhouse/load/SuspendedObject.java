package dev.brickhouse.load;

import java.util.Locale;

/**
 * An index or a constraint that is dropped while its table is loaded.
 *
 * @param name its name, unquoted
 * @param definition of an index, the statement that makes it, also for the index of a key; of a foreign key, what follows
 *     the constraint's name
 */
record SuspendedObject(String name, Kind kind, String definition) {

    /** In the order in which they are built: the largest first. */
    enum Kind {
        UNIQUE,
        INDEX,
        PRIMARY_KEY,
        FOREIGN_KEY;

        static Kind of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT).replace(' ', '_'));
        }

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
