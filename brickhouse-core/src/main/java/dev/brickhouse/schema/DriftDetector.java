package dev.brickhouse.schema;

import dev.brickhouse.load.Journal;
import dev.brickhouse.schema.Definition.Kind;
import dev.brickhouse.schema.Drift.Found;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what a target schema holds with what the migrations make there. */
public final class DriftDetector {

    private static final SqlStatements SQL = SqlStatements.read(DriftDetector.class, "drift.sql", Map.of());

    private DriftDetector() {}

    /**
     * What is missing, not in force or replaced, in the order in which it can be recreated. Leaves out what belongs to
     * a table that does not exist, and what a load has suspended and will restore. Reads in the transaction that is
     * open on the connection, and leaves its search path as it was.
     *
     * @param contents what the schema holds; unless the plugin has set it up, only what the original tool makes is
     *     expected
     */
    public static List<Drift> damage(Connection connection, RetailSchema schema, SchemaContents contents)
            throws SQLException {
        List<Definition> wantedThere = Definition.of(contents.layout().orElse(Layout.PLAIN));
        String path = SearchPath.current(connection);
        SearchPath.putFirst(connection, schema.name());
        List<Found> found = found(
                connection,
                schema,
                wantedThere.stream().map(Definition::table).distinct().toList());
        Set<String> suspended = isTable(contents, Journal.SUSPENDED_TABLE)
                ? Set.copyOf(Sql.strings(connection, SQL.get("suspended")))
                : Set.of();
        SearchPath.set(connection, path);
        List<Drift> damage = new ArrayList<>();
        for (Definition wanted : wantedThere) {
            if ((contents.isManaged() || wanted.version() == 1)
                    && isExpected(wanted, contents)
                    && (wanted.kind().isOfColumn() || !suspended.contains(wanted.table() + '.' + wanted.name()))) {
                damageOf(wanted, found).ifPresent(damage::add);
            }
        }
        return damage;
    }

    private static boolean isExpected(Definition wanted, SchemaContents contents) {
        return wanted.kind() == Kind.VIEW
                || (wanted.kind() == Kind.VIEW_INDEX
                        ? contents.view(wanted.table()).isPresent()
                        : isTable(contents, wanted.table()));
    }

    private static boolean isTable(SchemaContents contents, String name) {
        return contents.table(name).filter(Relation::isTable).isPresent();
    }

    /** Everything that exists under any name, on these tables and views. */
    static List<Found> found(Connection connection, RetailSchema schema, List<String> relations) throws SQLException {
        return Sql.list(
                connection,
                SQL.get("found"),
                row -> new Found(
                        Kind.of(row.getString("kind")),
                        row.getString("table_name"),
                        row.getString("name"),
                        row.getString("definition"),
                        row.getString("fault")),
                schema.name(),
                schema.analytics(),
                relations);
    }

    private static Optional<Drift> damageOf(Definition wanted, List<Found> found) {
        List<Found> ofKind = found.stream()
                .filter(there -> there.kind() == wanted.kind() && there.table().equals(wanted.table()))
                .toList();
        Optional<Found> named = ofKind.stream()
                .filter(there -> there.name().equals(wanted.name()))
                .findFirst();
        if (wanted.kind().isOfColumn()) {
            // another default than ours, or an identity, is the application's decision
            if (named.isEmpty() && wanted.kind() == Kind.SEQUENCE && hasDefaultOfItsOwn(wanted, found)) {
                return Optional.empty();
            }
            return named.isPresent() && named.get().fault() == null
                    ? Optional.empty()
                    : Optional.of(new Drift(
                            wanted, named.map(there -> faulty(wanted, there)).orElse(null)));
        }
        // a renamed one serves as well
        Optional<Found> there = named.or(() -> ofKind.stream()
                .filter(other -> other.fault() == null && wanted.means(other.definition()))
                .findFirst());
        if (there.isEmpty() && wanted.kind() == Kind.PRIMARY_KEY) {
            there = ofKind.stream().findFirst();
        }
        return there.isPresent()
                        && there.get().fault() == null
                        && wanted.means(there.get().definition())
                ? Optional.empty()
                : Optional.of(new Drift(wanted, there.orElse(null)));
    }

    private static boolean hasDefaultOfItsOwn(Definition wanted, List<Found> found) {
        return found.stream()
                .anyMatch(there -> there.kind() == Kind.DEFAULT
                        && there.table().equals(wanted.table())
                        && there.name().equals(wanted.name())
                        && !there.definition().contains(wanted.table() + '_' + wanted.name() + "_seq"));
    }

    private static Found faulty(Definition wanted, Found there) {
        return new Found(there.kind(), there.table(), there.name(), wanted.text(), there.fault());
    }
}
