package dev.brickhouse.schema;

import dev.brickhouse.load.Journal;
import dev.brickhouse.schema.Definition.Kind;
import dev.brickhouse.schema.Drift.Found;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds what stands in a target schema against what the migrations make there. */
public final class DriftDetector {

    private static final SqlStatements SQL = SqlStatements.read(DriftDetector.class, "structure.sql", Map.of());

    private DriftDetector() {}

    /**
     * What is missing, not in force or replaced, in the order in which it can be made again. What belongs to a table or
     * view that is not there does not count, nor does what a load has put aside and will bring back. Reads in the
     * transaction that is open on the connection, and leaves its search path as it was.
     *
     * @param schema where the tables are, unquoted
     * @param analyticsSchema where the views are, unquoted
     * @param managed whether the plugin has set the schema up; otherwise only what the original tool makes is expected
     */
    public static List<Drift> damage(Connection connection, RetailSchema schema, boolean managed) throws SQLException {
        String path = path(connection);
        setPath(connection, schema.quoted());
        List<Found> found = found(connection, schema, relations());
        Set<String> tables = tables(connection, schema);
        Set<String> suspended = tables.contains(Journal.SUSPENDED_TABLE) ? suspended(connection) : Set.of();
        setPath(connection, path);
        List<Drift> damage = new ArrayList<>();
        for (Definition wanted : Definition.all()) {
            if ((managed || wanted.version() == 1)
                    && (tables.contains(wanted.table()) || wanted.kind() == Kind.VIEW)
                    && (wanted.kind().isOfColumn() || !suspended.contains(wanted.table() + '.' + wanted.name()))) {
                damageOf(wanted, found).ifPresent(damage::add);
            }
        }
        return damage;
    }

    /** Everything that is there under any name, on these tables and views. */
    static List<Found> found(Connection connection, RetailSchema schema, Object[] relations) throws SQLException {
        try (PreparedStatement query = prepare(connection, "found", schema, relations);
                ResultSet row = query.executeQuery()) {
            List<Found> found = new ArrayList<>();
            while (row.next()) {
                found.add(new Found(
                        Kind.of(row.getString("kind")),
                        row.getString("table_name"),
                        row.getString("name"),
                        row.getString("definition"),
                        row.getString("fault")));
            }
            return found;
        }
    }

    private static Optional<Drift> damageOf(Definition wanted, List<Found> found) {
        List<Found> ofKind = found.stream()
                .filter(there -> there.kind() == wanted.kind() && there.table().equals(wanted.table()))
                .toList();
        Optional<Found> named = ofKind.stream()
                .filter(there -> there.name().equals(wanted.name()))
                .findFirst();
        if (wanted.kind().isOfColumn()) {
            // another default than ours, or an identity, is a decision of the application's
            if (named.isEmpty() && wanted.kind() == Kind.SEQUENCE && hasDefaultOfItsOwn(wanted, found)) {
                return Optional.empty();
            }
            return named.isPresent() && named.get().fault() == null
                    ? Optional.empty()
                    : Optional.of(new Drift(
                            wanted, named.map(there -> faulty(wanted, there)).orElse(null)));
        }
        // a renamed one does its duty as well
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

    private static Set<String> tables(Connection connection, RetailSchema schema) throws SQLException {
        try (PreparedStatement query = prepare(connection, "tables", schema, relations());
                ResultSet row = query.executeQuery()) {
            Set<String> tables = new HashSet<>();
            while (row.next()) {
                tables.add(row.getString(1));
            }
            return tables;
        }
    }

    private static Set<String> suspended(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SQL.get("suspended"));
                ResultSet row = query.executeQuery()) {
            Set<String> suspended = new HashSet<>();
            while (row.next()) {
                suspended.add(row.getString(1) + '.' + row.getString(2));
            }
            return suspended;
        }
    }

    private static PreparedStatement prepare(
            Connection connection, String statement, RetailSchema schema, Object[] relations) throws SQLException {
        PreparedStatement query = connection.prepareStatement(SQL.get(statement));
        query.setString(1, schema.name());
        query.setString(2, schema.analytics());
        query.setArray(3, connection.createArrayOf("text", relations));
        return query;
    }

    private static Object[] relations() {
        return Definition.all().stream().map(Definition::table).distinct().toArray();
    }

    private static String path(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SQL.get("path"));
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private static void setPath(Connection connection, String path) throws SQLException {
        try (PreparedStatement set =
                connection.prepareStatement(SqlText.read(DriftDetector.class, "search-path.sql"))) {
            set.setString(1, path);
            set.execute();
        }
    }
}
