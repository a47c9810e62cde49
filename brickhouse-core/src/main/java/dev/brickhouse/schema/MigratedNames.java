package dev.brickhouse.schema;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of the columns, constraints and indexes that the migrations make on the application's tables and views. */
public final class MigratedNames {

    private record Member(String relation, String name) {}

    private static final Set<Member> ALL = Stream.concat(
                    Definition.ofAnyLayout().map(made -> new Member(made.table(), made.name())),
                    ColumnDefinition.ALL.stream().map(column -> new Member(column.table(), column.name())))
            .collect(Collectors.toUnmodifiableSet());

    private MigratedNames() {}

    /** Whether a table or view has one of this name. */
    public static boolean contains(String relation, String name) {
        return ALL.contains(new Member(relation, name));
    }
}
