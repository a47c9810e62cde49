package dev.brickhouse.grant;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Gives the accounts their rights, and takes them back. Each call changes everything or nothing. */
public final class Grants {

    /** The driver sends only the verifier of this method, so that no log of the server ever holds the password. */
    private static final String PASSWORD_METHOD = "scram-sha-256";

    private final GrantRequest request;
    private final Console console;
    private final SqlStatements survey;

    private Grants(GrantRequest request, Console console) {
        this.request = request;
        this.console = console;
        this.survey = SqlStatements.read(Grants.class, "grant.sql", Map.of());
    }

    /**
     * Makes the roles that are missing and gives all of them exactly the rights of an application's account and of a
     * reader. Repeating it changes nothing but the passwords that are given.
     *
     * @throws ConfigurationException if a new role has no password, or the schema was not set up
     * @throws RefusedException if a role exists that can do more than log in, or is the connected user
     * @throws DatabaseException if the connected user may not do it
     */
    public static void grant(DataSource dataSource, GrantRequest request, Console console) {
        new Grants(request, console).inTransaction(dataSource, "grant", Grants::grantAll);
    }

    /**
     * Takes the rights back, and drops the roles that {@link #grant} made unless they own something or have rights
     * elsewhere.
     *
     * @throws DatabaseException if the connected user may not do it
     */
    public static void revoke(DataSource dataSource, GrantRequest request, Console console) {
        new Grants(request, console).inTransaction(dataSource, "revoke", Grants::revokeAll);
    }

    @FunctionalInterface
    private interface Step {

        void in(Grants grants, Connection connection) throws SQLException;
    }

    private void inTransaction(DataSource dataSource, String doing, Step step) {
        try {
            Transactions.call(dataSource, connection -> {
                step.in(this, connection);
                return null;
            });
        } catch (SQLException e) {
            throw SqlProblems.explain(
                    e, doing + " rights on schema " + request.schema().quoted(), "nothing was changed");
        }
    }

    private void grantAll(Connection connection) throws SQLException {
        GrantContext where =
                GrantContext.look(connection, survey, request.schema().name());
        where.requireMigrated(request.schema().name());
        List<Account> accounts = request.accounts().toList();
        for (Account account : accounts) {
            prepare(connection, where, account);
        }
        List<String> owners = strings(
                connection, "owners", request.schema().name(), request.schema().analytics());
        for (Account account : accounts) {
            boolean service = request.service().filter(account::equals).isPresent();
            String kind = service ? "service" : "analytics";
            Rights rights = new Rights(connection, survey, request, account);
            run(connection, statements(where, account, null).get("connect"));
            run(connection, statements(where, account, null).get(kind));
            hideJournal(connection, account);
            for (String owner : owners) {
                run(connection, statements(where, account, owner).get(kind + "-future"));
            }
            rights.requireGiven(where.user());
            console.info("Role " + Identifiers.quote(account.role())
                    + (service
                            ? " reads and writes the tables in schema "
                                    + request.schema().quoted()
                            : " reads the tables in schema " + request.schema().quoted() + " and the views in schema "
                                    + request.schema().quotedAnalytics()));
            rights.warnOfDifferences(console);
        }
        if (where.everybodyMayCreate()) {
            console.warn("Every role may create objects in schema "
                    + request.schema().quoted()
                    + ", these accounts too, because PUBLIC has that right; take it away with REVOKE CREATE ON SCHEMA "
                    + request.schema().quoted() + " FROM PUBLIC");
        }
    }

    private void prepare(Connection connection, GrantContext where, Account account) throws SQLException {
        where.refuseOwnUser(account);
        Optional<ExistingRole> existing = ExistingRole.find(connection, survey, account.role());
        if (existing.isPresent()) {
            existing.get().refuseOtherAttributes(account);
            ExistingRole.refuseGroups(ExistingRole.groups(connection, survey, account.role()), account);
        } else {
            if (account.password().isEmpty()) {
                throw new ConfigurationException("Role " + Identifiers.quote(account.role())
                        + " does not exist yet and no password was given for it; give one by " + account.passwordHint()
                        + ", or leave the account out with " + account.setting() + "=none.");
            }
            where.requireCreateRole(account);
            run(connection, statements(where, account, null).get("create-role"));
            run(connection, "COMMENT ON ROLE " + Identifiers.quote(account.role()) + " IS '" + ExistingRole.MARK + "'");
            console.info("Made role " + Identifiers.quote(account.role()));
        }
        if (account.password().isPresent()) {
            where.requireCreateRole(account);
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(account.role(), account.password().get().toCharArray(), PASSWORD_METHOD);
        } else {
            console.info("Role " + Identifiers.quote(account.role()) + " keeps its password, since none was given");
        }
    }

    /** Nothing of the plugin's own record is an application's business, although "all tables" holds it. */
    private void hideJournal(Connection connection, Account account) throws SQLException {
        for (String relation :
                strings(connection, "own-tables", request.schema().name())) {
            run(
                    connection,
                    "REVOKE ALL ON " + request.schema().table(relation) + " FROM " + Identifiers.quote(account.role()));
        }
    }

    private void revokeAll(Connection connection) throws SQLException {
        GrantContext where =
                GrantContext.look(connection, survey, request.schema().name());
        where.requireMigrated(request.schema().name());
        List<String> owners = strings(
                connection, "owners", request.schema().name(), request.schema().analytics());
        for (Account account : request.accounts().toList()) {
            where.refuseOwnUser(account);
            Optional<ExistingRole> existing = ExistingRole.find(connection, survey, account.role());
            if (existing.isEmpty()) {
                console.info("Role " + Identifiers.quote(account.role()) + " does not exist, nothing to take back");
                continue;
            }
            run(connection, statements(where, account, null).get("revoke"));
            for (String owner : owners) {
                run(connection, statements(where, account, owner).get("revoke-future"));
            }
            new Rights(connection, survey, request, account).requireTaken(where.user());
            console.info("Took all rights from role " + Identifiers.quote(account.role()) + " that it had in database "
                    + Identifiers.quote(where.database()) + " for these two schemas");
            dropIfOurs(connection, where, account, existing.get());
        }
    }

    private void dropIfOurs(Connection connection, GrantContext where, Account account, ExistingRole role)
            throws SQLException {
        String name = "Role " + Identifiers.quote(account.role());
        if (!role.madeHere()) {
            console.info(name + " stays, because this plugin did not make it");
            return;
        }
        try (PreparedStatement query = connection.prepareStatement(survey.get("holdings"))) {
            query.setString(1, account.role());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                if (row.getLong("owned") > 0) {
                    console.warn(name + " stays, because it owns objects; give them to somebody else with REASSIGN"
                            + " OWNED, then run this again");
                    return;
                }
                if (row.getLong("rights") > 0) {
                    console.warn(name + " stays, because it has rights on other objects or in other databases; take"
                            + " them back there, then run this again");
                    return;
                }
            }
        }
        run(connection, statements(where, account, null).get("drop-role"));
        console.info("Dropped role " + Identifiers.quote(account.role()) + ", which this plugin had made");
    }

    private SqlStatements statements(GrantContext where, Account account, String owner) {
        Map<String, String> names = new HashMap<>(Map.of(
                "role", account.role(),
                "database", where.database(),
                "schema", request.schema().name(),
                "analyticsSchema", request.schema().analytics()));
        if (owner != null) {
            names.put("owner", owner);
        }
        return SqlStatements.read(Grants.class, "grant.sql", names);
    }

    private List<String> strings(Connection connection, String name, String... parameters) throws SQLException {
        return Queries.strings(connection, survey.get(name), parameters);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
