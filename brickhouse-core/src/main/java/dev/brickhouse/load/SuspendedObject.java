package dev.brickhouse.load;

import java.util.Locale;

/**
 * An index or a constraint that is dropped while its table is loaded.
 *
 * @param name its name, unquoted
 * @param definition of an index, the statement that makes it, also for the index of a key; of a foreign key, what
 *     follows the constraint's name. Of a partitioned table, of a key what follows the constraint's name, and of an
 *     index what follows the table's, after {@code UNIQUE} where it is
 */
record SuspendedObject(String name, Kind kind, String definition) {

    private static final String UNIQUE_INDEX = "UNIQUE ";

    /** Whether it is an index or a key of a partitioned table, of which each partition has a part. */
    boolean isPartitioned() {
        return kind != Kind.FOREIGN_KEY && !definition.startsWith("CREATE ");
    }

    /**
     * The statement that makes an index of a partitioned table, or its part in a partition.
     *
     * @param index its name and whatever stands before it, quoted; blank to let the server choose one
     * @param table the table or partition, qualified and quoted
     */
    String createIndex(String index, String table) {
        boolean unique = definition.startsWith(UNIQUE_INDEX);
        return "CREATE " + (unique ? UNIQUE_INDEX : "") + "INDEX " + index + " ON " + table + ' '
                + definition.substring(unique ? UNIQUE_INDEX.length() : 0);
    }

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
