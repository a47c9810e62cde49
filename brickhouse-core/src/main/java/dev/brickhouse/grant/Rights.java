package dev.brickhouse.grant;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rights of one account as the server sees them. They may differ from what was granted and revoked, since
 * PostgreSQL only warns of what the connected user may not grant or revoke.
 */
final class Rights {

    private final Connection connection;
    private final SqlStatements sql;
    private final GrantRequest request;
    private final Account account;

    Rights(Connection connection, SqlStatements sql, GrantRequest request, Account account) {
        this.connection = connection;
        this.sql = sql;
        this.request = request;
        this.account = account;
    }

    /** Grants what was promised on tables, views and sequences, as far as the connected user may. */
    void grantOnTables() throws SQLException {
        Sql.execute(
                connection,
                Sql.strings(connection, sql.get("may-grant"), account.role(), schemas(), onTables(), onSequences()));
    }

    /**
     * Checks every promised right on the database, the schemas and what the plugin has made.
     *
     * @throws DatabaseException if one is missing, naming it
     */
    void requireGranted(String user) throws SQLException {
        List<String> missing = missing().stream()
                .filter(Missing::ours)
                .map(each -> each.right().description())
                .toList();
        if (!missing.isEmpty()) {
            throw notGranted(user, missing);
        }
    }

    /** Warns of promised rights on what others have made here, which are theirs to grant. */
    void warnOfWhatOthersOwn(Console console) throws SQLException {
        Map<String, Map<String, List<String>>> byOwner = new TreeMap<>();
        missing().stream()
                .filter(each -> !each.ours())
                .map(Missing::right)
                .forEach(right -> byOwner.computeIfAbsent(right.owner(), owner -> new LinkedHashMap<>())
                        .computeIfAbsent(right.object(), object -> new ArrayList<>())
                        .add(right.privilege()));
        byOwner.forEach((owner, objects) -> console.warn("Role " + Identifiers.quote(account.role())
                + " did not get every right on what user " + Identifiers.quote(owner)
                + " owns here, because that is not the connected user's to grant: "
                + objects.entrySet().stream()
                        .map(object -> String.join(", ", object.getValue()) + " on " + object.getKey())
                        .collect(Collectors.joining("; "))
                + "; if the role needs them, let that owner or an administrator grant them"));
    }

    private record Right(String privilege, String object, String owner) {

        static Right of(ResultSet row) throws SQLException {
            return new Right(row.getString("privilege"), row.getString("object"), row.getString("owner"));
        }

        String description() {
            return privilege + " on " + object + " of user " + Identifiers.quote(owner);
        }
    }

    /** A promised right that the account does not have. */
    private record Missing(Right right, boolean ours) {}

    private List<Missing> missing() throws SQLException {
        return Sql.list(
                connection,
                sql.get("missing"),
                row -> new Missing(Right.of(row), row.getBoolean("is_ours")),
                account.role(),
                schemas(),
                onTables(),
                onSequences(),
                request.schema().names(),
                RetailSchema.TABLES,
                RetailSchema.VIEWS);
    }

    /**
     * Checks that the account may make objects in both schemas.
     *
     * @throws DatabaseException if it may not in one, naming it
     */
    void requireSchemas(String user) throws SQLException {
        List<String> missing = descriptions("missing-on-schemas");
        if (!missing.isEmpty()) {
            throw notGranted(user, missing);
        }
    }

    private DatabaseException notGranted(String user, List<String> missing) {
        return new DatabaseException("User " + Identifiers.quote(user) + " could not grant role "
                + Identifiers.quote(account.role()) + " the right " + firstAndHowManyMore(missing)
                + "; connect as its owner with " + PropertyNames.USER
                + ", or let an administrator do it; nothing was changed.");
    }

    /** Which rights on anything in these schemas are left, as a sentence; empty if there is none. */
    Optional<String> left(String user) throws SQLException {
        List<String> left = descriptions("left");
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of("User " + Identifiers.quote(user) + " could not revoke from role "
                        + Identifiers.quote(account.role()) + " the right " + firstAndHowManyMore(left)
                        + ", who granted it; what user " + Identifiers.quote(user)
                        + " had granted was revoked; run this again as the other user, with " + PropertyNames.USER
                        + ".");
    }

    /** Warns of what keeps the account from using its rights. */
    void warnOfHindrances(Console console) throws SQLException {
        for (String restriction : AccountRestrictions.of(connection, account.role(), schemas(), onTables())) {
            console.warn("Role " + Identifiers.quote(account.role()) + " has its rights, but " + restriction);
        }
    }

    /**
     * Warns of what the account can do beyond what it was promised, and of owners whose future tables it will not see.
     */
    void warnOfDifferences(Console console) throws SQLException {
        String role = "Role " + Identifiers.quote(account.role());
        List<String> groups = ExistingRole.groups(connection, sql, account.role()).stream()
                .map(ExistingRole.Group::name)
                .toList();
        List<String> further = Sql.strings(
                connection,
                sql.get("further"),
                account.role(),
                schemas(),
                onTables(),
                request.schema().names());
        if (!further.isEmpty()) {
            console.warn(role + " can do more than this goal grants: " + String.join(", ", further)
                    + (groups.isEmpty() ? "" : "; it is a member of " + String.join(", ", groups))
                    + "; revoke that if it is not intended");
        } else if (groups.stream().anyMatch(group -> group.startsWith("pg_"))) {
            console.warn(role + " is a member of " + String.join(", ", groups)
                    + " and has its rights besides those of this goal; revoke that if it is not intended");
        }
        // an account that only reads has rights on the tables of today, and by default privileges on future views
        String schema = isService() ? request.schema().name() : request.schema().analytics();
        List<String> owners = Sql.strings(connection, sql.get("not-covered"), schema, account.role());
        if (!owners.isEmpty()) {
            console.warn(role + " will not see what " + String.join(", ", owners) + " creates in schema "
                    + Identifiers.quote(schema) + " later, because the connected user may not act for that owner;"
                    + " run this goal as that owner, or again after something was created");
        }
    }

    private List<String> descriptions(String query) throws SQLException {
        return Sql.list(
                connection,
                sql.get(query),
                row -> Right.of(row).description(),
                account.role(),
                request.schema().names());
    }

    private static String firstAndHowManyMore(List<String> rights) {
        return rights.get(0) + (rights.size() == 1 ? "" : ", and " + (rights.size() - 1) + " more");
    }

    private boolean isService() {
        return request.service().filter(account::equals).isPresent();
    }

    private List<String> schemas() {
        return isService() ? List.of(request.schema().name()) : request.schema().names();
    }

    private List<String> onTables() {
        return isService() ? List.of("SELECT", "INSERT", "UPDATE", "DELETE") : List.of("SELECT");
    }

    private List<String> onSequences() {
        return isService() ? List.of("USAGE", "SELECT") : List.of();
    }
}
