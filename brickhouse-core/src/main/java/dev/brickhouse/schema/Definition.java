package dev.brickhouse.schema;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.brickhouse.resource.Resources;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One thing besides tables and columns that the migrations make. A test compares the list with the migrations.
 *
 * @param kind what it is
 * @param version the migration that makes it; the original tool makes those of version 1, too
 * @param table the table or view that it belongs to
 * @param name the constraint's, the index's, the column's or the view's
 * @param text as PostgreSQL writes it, without what its kind says; empty where the kind says it all
 */
record Definition(Kind kind, int version, String table, String name, String text) {

    private static final String USING = " USING ";

    private static final List<Definition> PLAIN = read("definitions.csv");

    private static final List<Definition> PARTITIONED = replaced(PLAIN, read("partitioned-definitions.csv"));

    private static final List<Definition> DISTRIBUTED = replaced(PLAIN, read("citus-definitions.csv"));

    /** In the order in which they are recreated: each one follows what it needs. */
    enum Kind {
        NOT_NULL("NOT NULL"),
        DEFAULT("default"),
        SEQUENCE("sequence"),
        PRIMARY_KEY("primary key"),
        UNIQUE("unique constraint"),
        INDEX("index"),
        CHECK("check constraint"),
        FOREIGN_KEY("foreign key"),
        VIEW("materialized view"),
        VIEW_INDEX("index");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** As a user reads it. */
        String label() {
            return label;
        }

        static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT).replace(' ', '_'));
        }

        boolean isConstraint() {
            return this == PRIMARY_KEY || this == UNIQUE || this == CHECK || this == FOREIGN_KEY;
        }

        boolean isOfColumn() {
            return this == NOT_NULL || this == DEFAULT || this == SEQUENCE;
        }

        boolean isOfView() {
            return this == VIEW || this == VIEW_INDEX;
        }
    }

    /** All of them in a layout, in the order in which they are recreated. */
    static List<Definition> of(Layout layout) {
        return switch (layout) {
            case PLAIN -> PLAIN;
            case PARTITIONED -> PARTITIONED;
            case CITUS -> DISTRIBUTED;
        };
    }

    /** Those of every layout. */
    static Stream<Definition> ofAnyLayout() {
        return Stream.of(Layout.values()).flatMap(layout -> of(layout).stream()).distinct();
    }

    private static List<Definition> read(String resource) {
        return Resources.csv(Definition.class, resource).stream()
                .map(Definition::of)
                .toList();
    }

    private static List<Definition> replaced(List<Definition> all, List<Definition> others) {
        return Stream.concat(
                        all.stream().filter(definition -> others.stream().noneMatch(definition::hasPlaceOf)),
                        others.stream())
                .sorted(Comparator.comparing(Definition::kind))
                .toList();
    }

    private boolean hasPlaceOf(Definition other) {
        return kind == other.kind && table.equals(other.table) && name.equals(other.name);
    }

    private static Definition of(NamedCsvRecord line) {
        return new Definition(
                Kind.of(line.getField("kind")),
                Integer.parseInt(line.getField("version")),
                line.getField("table"),
                line.getField("name"),
                line.getField("definition"));
    }

    /**
     * Whether another text means the same. Ignores casts, parentheses and quotes: PostgreSQL moves those of a CHECK
     * when it reads back its own text, from a backup for example, and some settings make it quote every name.
     */
    boolean means(String other) {
        return plain(text).equals(plain(other));
    }

    /**
     * Whether a statement makes this index, in whatever schema.
     *
     * @param statement as {@code pg_get_indexdef} writes it
     */
    boolean isMadeBy(String statement) {
        return means((statement.startsWith("CREATE UNIQUE ") ? "UNIQUE " : "")
                + statement.substring(statement.indexOf(USING) + USING.length()));
    }

    static String plain(String text) {
        return DefinitionText.plain(text.replace("\"", ""));
    }
}
