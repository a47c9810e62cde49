package dev.brickhouse.schema;

import dev.brickhouse.schema.Definition.Kind;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether something on the application's tables and views is made by the migrations, and so is not a user's. */
public final class MigratedObjects {

    private record Member(String relation, String name) {}

    private static final Set<Member> MEMBERS = Stream.concat(
                    Definition.ofAnyLayout().map(made -> new Member(made.table(), made.name())),
                    ColumnDefinition.ALL.stream().map(column -> new Member(column.table(), column.name())))
            .collect(Collectors.toUnmodifiableSet());

    private MigratedObjects() {}

    /** Whether the migrations make a column, constraint or index of this name on a table or view. */
    public static boolean contain(String relation, String name) {
        return MEMBERS.contains(new Member(relation, name));
    }

    /**
     * Whether they make an index on a view, whatever storage options it has by now.
     *
     * @param statement as {@code pg_get_indexdef} writes it
     */
    public static boolean containViewIndex(String view, String name, String statement) {
        String withoutOptions = statement.replaceFirst(" WITH \\([^)]*\\)", "");
        return Definition.of(Layout.PLAIN).stream()
                .anyMatch(made -> made.kind() == Kind.VIEW_INDEX
                        && made.table().equals(view)
                        && made.name().equals(name)
                        && made.isMadeBy(withoutOptions));
    }

    /** Whether they make a column of this name. */
    public static boolean containColumn(String table, String column) {
        return ColumnDefinition.find(table, column).isPresent();
    }

    /** Whether they make a column of this type, as {@code format_type} writes it. */
    public static boolean containColumn(String table, String column, String type) {
        return ColumnDefinition.find(table, column)
                .filter(made -> made.type().equals(type))
                .isPresent();
    }

    /** Whether they make a column NOT NULL. */
    public static boolean containNotNull(String table, String column) {
        return ofColumn(Kind.NOT_NULL, table, column).findAny().isPresent();
    }

    /** Whether they give a column this default. */
    public static boolean containDefault(String table, String column, String expression) {
        return ofColumn(Kind.DEFAULT, table, column).anyMatch(made -> made.means(expression));
    }

    /** Whether they make this comment on a table, a view or a column. */
    public static boolean containComment(String comment) {
        return Comments.ALL.stream().anyMatch(made -> made.text().equals(comment));
    }

    private static Stream<Definition> ofColumn(Kind kind, String table, String column) {
        return Definition.of(Layout.PLAIN).stream()
                .filter(made -> made.kind() == kind
                        && made.table().equals(table)
                        && made.name().equals(column));
    }
}
