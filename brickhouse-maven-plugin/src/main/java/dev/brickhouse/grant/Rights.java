package dev.brickhouse.grant;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The rights of one account as the server has them, which may differ from what was granted and revoked: PostgreSQL only warns
 * of what the connected user may not give or take.
 */
final class Rights {

    private final Connection connection;
    private final SqlStatements survey;
    private final GrantRequest request;
    private final Account account;

    Rights(Connection connection, SqlStatements survey, GrantRequest request, Account account) {
        this.connection = connection;
        this.survey = survey;
        this.request = request;
        this.account = account;
    }

    /**
     * Asks every promised right back.
     *
     * @throws DatabaseException if one is missing, naming it
     */
    void requireGiven(String user) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(survey.get("missing"))) {
            query.setString(1, account.role());
            query.setArray(2, texts(schemas()));
            query.setArray(3, texts(onTables()));
            query.setArray(4, texts(isService() ? List.of("USAGE", "SELECT") : List.of()));
            String missing = firstAndHowManyMore(query);
            if (missing != null) {
                throw new DatabaseException("User " + Identifiers.quote(user) + " could not give role "
                        + Identifiers.quote(account.role()) + " the right " + missing + "; connect as its owner with "
                        + PropertyNames.USER + ", or let an administrator do it; nothing was changed.");
            }
        }
    }

    /**
     * Asks whether anything is left that was given in these schemas.
     *
     * @throws DatabaseException if so, naming it
     */
    void requireTaken(String user) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(survey.get("left"))) {
            query.setString(1, account.role());
            for (int place = 2; place <= 7; place += 2) {
                query.setString(place, request.schema().name());
                query.setString(place + 1, request.schema().analytics());
            }
            String left = firstAndHowManyMore(query);
            if (left != null) {
                throw new DatabaseException("User " + Identifiers.quote(user) + " could not take from role "
                        + Identifiers.quote(account.role()) + " the right " + left + "; connect as that user with "
                        + PropertyNames.USER + ", or let an administrator do it; nothing was changed.");
            }
        }
    }

    /** Says what the account can do beside what it was promised, and whose future tables it will not see. */
    void warnOfDifferences(Console console) throws SQLException {
        String role = "Role " + Identifiers.quote(account.role());
        List<String> groups = ExistingRole.groups(connection, survey, account.role()).stream()
                .map(ExistingRole.Group::name)
                .toList();
        List<String> further = further();
        if (!further.isEmpty()) {
            console.warn(role + " can do more than this goal gives: " + String.join(", ", further)
                    + (groups.isEmpty() ? "" : "; it is a member of " + String.join(", ", groups))
                    + "; take that away if it is not meant");
        } else if (groups.stream().anyMatch(group -> group.startsWith("pg_"))) {
            console.warn(role + " is a member of " + String.join(", ", groups)
                    + " and has its rights beside those of this goal; take that away if it is not meant");
        }
        // a reader's tables of the application are those that are there now
        String schema = isService() ? request.schema().name() : request.schema().analytics();
        List<String> owners = Queries.strings(connection, survey.get("not-covered"), schema, account.role());
        if (!owners.isEmpty()) {
            console.warn(role + " will not see what " + String.join(", ", owners) + " makes in schema "
                    + Identifiers.quote(schema) + " later, since the connected user may not act for that owner;"
                    + " run this goal as that owner, or again when something was made");
        }
    }

    private List<String> further() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(survey.get("further"))) {
            query.setString(1, account.role());
            query.setArray(2, texts(schemas()));
            query.setArray(3, texts(onTables()));
            for (int place = 4; place <= 7; place += 2) {
                query.setString(place, request.schema().name());
                query.setString(place + 1, request.schema().analytics());
            }
            return Queries.strings(query);
        }
    }

    private String firstAndHowManyMore(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                return null;
            }
            String first = row.getString("privilege") + " on " + row.getString("object");
            String owner = row.getString("owner");
            int more = 0;
            while (row.next()) {
                more++;
            }
            return first + " of user " + Identifiers.quote(owner) + (more == 0 ? "" : ", and " + more + " more");
        }
    }

    private boolean isService() {
        return request.service().filter(account::equals).isPresent();
    }

    private List<String> schemas() {
        return isService()
                ? List.of(request.schema().name())
                : List.of(request.schema().name(), request.schema().analytics());
    }

    private List<String> onTables() {
        return isService() ? List.of("SELECT", "INSERT", "UPDATE", "DELETE") : List.of("SELECT");
    }

    private Array texts(List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }
}
