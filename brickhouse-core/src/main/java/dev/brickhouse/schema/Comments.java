package dev.brickhouse.schema;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.brickhouse.resource.Resources;
import dev.brickhouse.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * What the tables, the views and their columns mean, as comments in the database, where psql and other tools show them.
 *
 * <p>A comment that is there already is kept, since it is the user's.
 */
final class Comments {

    private static final String STATEMENTS = Resources.text(Comments.class, "comments.sql");

    static final List<Comment> ALL = Resources.csv(Comments.class, "comments.csv").stream()
            .map(Comment::of)
            .toList();

    private final RetailSchema target;

    Comments(RetailSchema target) {
        this.target = target;
    }

    /** @param column empty for the comment of the relation itself */
    record Comment(String relation, String column, String text) {

        static Comment of(NamedCsvRecord line) {
            return new Comment(line.getField("relation"), line.getField("column"), line.getField("comment"));
        }
    }

    /**
     * Adds those that are missing to tables of the target schema, within the transaction that is open on the
     * connection.
     */
    void addToTables(Connection connection) throws SQLException {
        add(connection, target.name(), RetailSchema.allTables());
    }

    /**
     * Adds those that are missing to views, within the transaction that is open on the connection.
     *
     * @param views names, among which those of anything else have no effect
     */
    void addToViews(Connection connection, Collection<String> views) throws SQLException {
        add(
                connection,
                target.analytics(),
                RetailSchema.VIEWS.stream().filter(views::contains).toList());
    }

    /** Changes when one of a view's comments does. */
    static int checksumOfViews() {
        return of(RetailSchema.VIEWS).stream()
                .map(comment -> List.of(comment.relation(), comment.column(), comment.text()))
                .toList()
                .hashCode();
    }

    private static void add(Connection connection, String schema, List<String> relations) throws SQLException {
        List<Comment> wanted = of(relations);
        List<String> missing = Sql.strings(
                connection,
                STATEMENTS,
                wanted.stream().map(Comment::relation).toList(),
                wanted.stream().map(Comment::column).toList(),
                wanted.stream().map(Comment::text).toList(),
                schema);
        Sql.execute(connection, missing);
    }

    private static List<Comment> of(List<String> relations) {
        return ALL.stream()
                .filter(comment -> relations.contains(comment.relation()))
                .toList();
    }
}
