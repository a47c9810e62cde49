package dev.brickhouse.grant;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Grants the accounts their rights, and revokes them. A grant changes everything or nothing. */
public final class Grants {

    private final GrantRequest request;
    /** What is not committed yet may be undone, so it is told when it is. */
    private final List<Runnable> toTell = new ArrayList<>();

    /** What accounts still have from other users, once the rest was revoked. */
    private final List<String> left = new ArrayList<>();

    private final Console console;
    private final SqlStatements sql;

    private Grants(GrantRequest request, Console log) {
        this.request = request;
        this.console = Console.of(
                line -> toTell.add(() -> log.info(line)),
                line -> toTell.add(() -> log.warn(line)),
                log::error,
                log::debug);
        this.sql = SqlStatements.read(Grants.class, GrantContext.RESOURCE, Map.of());
    }

    /**
     * Creates the missing roles and grants them exactly the rights of an application's account and of a reader.
     * Repeating it changes nothing but the passwords that are given.
     *
     * @throws dev.brickhouse.problem.ConfigurationException if a new role has no password, or the schema was not set up
     * @throws RefusedException if a role exists that can do more than log in, or is the connected user
     * @throws DatabaseException if the connected user may not do it
     */
    public static void grant(DataSource dataSource, GrantRequest request, Console console) {
        new Grants(request, console).inTransaction(dataSource, "grant", Grants::grantAll);
    }

    /**
     * Makes the schemas that are missing and lets the service account make tables and views in them, which will be its
     * own, so that it can run every goal but this one without an administrator. It grants nothing on tables of others.
     *
     * @throws dev.brickhouse.problem.ConfigurationException if the role is new and has no password
     * @throws RefusedException if the role exists and can do more than log in, or is the connected user, or if tables
     *     of ours stand here already and belong to another role
     * @throws DatabaseException if the connected user may not do it
     */
    public static void grantSchemas(DataSource dataSource, GrantRequest request, Console console) {
        new Grants(request, console).inTransaction(dataSource, "grant", Grants::grantSchemas);
    }

    /**
     * Revokes what {@link #grantSchemas} has granted, but not the account's rights on what it owns, and drops the role
     * as {@link #revoke} does.
     *
     * @throws DatabaseException if the connected user may not do it
     */
    public static void revokeSchemas(DataSource dataSource, GrantRequest request, Console console) {
        new Grants(request, console).inTransaction(dataSource, "revoke", Grants::revokeSchemas);
    }

    /**
     * Revokes the rights, and drops the roles that {@link #grant} created unless they own something or have rights
     * elsewhere.
     *
     * @throws DatabaseException if the connected user may not do it; if only rights are left that others have granted,
     *     its own are revoked, so that each of several grantors can take back what it gave
     */
    public static void revoke(DataSource dataSource, GrantRequest request, Console console) {
        Grants grants = new Grants(request, console);
        grants.inTransaction(dataSource, "revoke", Grants::revokeAll);
        if (!grants.left.isEmpty()) {
            throw new DatabaseException(String.join(" ", grants.left));
        }
    }

    @FunctionalInterface
    private interface Step {

        void in(Grants grants, Connection connection) throws SQLException;
    }

    private void inTransaction(DataSource dataSource, String doing, Step step) {
        try {
            Transactions.run(dataSource, connection -> {
                Sql.call(connection, sql.get("in-one-session"));
                step.in(this, connection);
            });
            toTell.forEach(Runnable::run);
        } catch (SQLException e) {
            throw SqlProblems.explain(
                    e, doing + " rights on schema " + request.schema().quoted(), SqlProblems.NOTHING_CHANGED);
        }
    }

    private void grantAll(Connection connection) throws SQLException {
        GrantContext where = GrantContext.of(connection, sql, request.schema());
        AccountRoles roles = new AccountRoles(connection, sql, where, console);
        List<Account> accounts = request.accounts().toList();
        for (Account account : accounts) {
            roles.prepare(account);
        }
        List<String> owners = owners(connection);
        for (Account account : accounts) {
            boolean service = request.service().filter(account::equals).isPresent();
            String kind = service ? "service" : "analytics";
            Rights rights = new Rights(connection, sql, request, account);
            Sql.execute(connection, where.statements(account).get("connect"));
            if (!service) {
                Sql.execute(connection, where.statements(account).get("views-schema"));
            }
            rights.grantOnTables();
            hideJournal(connection, account);
            for (String owner : owners) {
                Sql.execute(connection, where.statements(account, owner).get(kind + "-future"));
            }
            rights.requireGranted(where.user());
            console.info("Role " + Identifiers.quote(account.role())
                    + (service
                            ? " reads and writes the tables in schema "
                                    + request.schema().quoted()
                            : " reads the tables in schema " + request.schema().quoted() + " and the views in schema "
                                    + request.schema().quotedAnalytics()));
            rights.warnOfWhatOthersOwn(console);
            rights.warnOfHindrances(console);
            rights.warnOfDifferences(console);
        }
        if (where.everybodyMayCreate()) {
            console.warn("Every role may create objects in schema "
                    + request.schema().quoted()
                    + ", these accounts too, because PUBLIC has that right; remove it with REVOKE CREATE ON SCHEMA "
                    + request.schema().quoted() + " FROM PUBLIC");
        }
    }

    private void grantSchemas(Connection connection) throws SQLException {
        GrantContext where = GrantContext.beforeTables(connection, sql, request.schema());
        Account account = request.service().orElseThrow();
        new AccountRoles(connection, sql, where, console).prepare(account);
        List<String> others = Sql.strings(
                connection, sql.get("owned-by-others"), request.schema().names(), account.role());
        if (!others.isEmpty()) {
            throw new RefusedException("Role " + Identifiers.quote(account.role()) + " cannot work on "
                    + others.get(0) + (others.size() == 1 ? "" : " and " + (others.size() - 1) + " more")
                    + ", which another role owns; nothing was changed; give them to it by ALTER … OWNER TO, choose other"
                    + " schemas with " + PropertyNames.SCHEMA + " and " + PropertyNames.ANALYTICS_SCHEMA + ", or leave "
                    + PropertyNames.GRANT_SERVICE_OWNS_TABLES + " out for an account that only reads and writes them.");
        }
        List<String> missing = new ArrayList<>(request.schema().names());
        missing.removeAll(
                Sql.strings(connection, sql.get("schemas"), request.schema().names()));
        for (String schema : missing) {
            Sql.execute(connection, "CREATE SCHEMA " + Identifiers.quote(schema));
            console.info("Created schema " + Identifiers.quote(schema));
        }
        Sql.execute(connection, where.statements(account).get("schema-rights"));
        new Rights(connection, sql, request, account).requireSchemas(where.user());
        console.info("Role " + Identifiers.quote(account.role()) + " makes and owns the tables in schema "
                + request.schema().quoted() + " and the views in schema "
                + request.schema().quotedAnalytics() + "; connect as it for every goal but this one");
    }

    private void revokeSchemas(Connection connection) throws SQLException {
        GrantContext where = GrantContext.beforeTables(connection, sql, request.schema());
        Account account = request.service().orElseThrow();
        where.refuseOwnUser(account);
        Optional<ExistingRole> existing = ExistingRole.find(connection, sql, account.role());
        if (existing.isEmpty()) {
            console.info("Role " + Identifiers.quote(account.role()) + " does not exist: nothing to revoke");
            return;
        }
        revokeOn(connection, account, "", request.schema().names(), true);
        console.info("Revoked the rights of role " + Identifiers.quote(account.role()) + " on database "
                + Identifiers.quote(where.database()) + " and on these two schemas");
        new AccountRoles(connection, sql, where, console).dropIfOurs(account, existing.get());
    }

    /** Applications have no business in the plugin's own tables; earlier grants and default privileges may cover them. */
    private void hideJournal(Connection connection, Account account) throws SQLException {
        revokeOn(connection, account, "brickhouse\\_%", List.of(request.schema().name()), false);
    }

    /**
     * Revokes what the connected user may, of what there is.
     *
     * @param names those of the relations, as for LIKE
     * @param all whether the rights on the schemas and the database are revoked, too
     */
    private void revokeOn(Connection connection, Account account, String names, List<String> schemas, boolean all)
            throws SQLException {
        Sql.execute(connection, Sql.strings(connection, sql.get("may-revoke"), account.role(), names, schemas, all));
    }

    private void revokeAll(Connection connection) throws SQLException {
        GrantContext where = GrantContext.of(connection, sql, request.schema());
        AccountRoles roles = new AccountRoles(connection, sql, where, console);
        List<String> owners = owners(connection);
        for (Account account : request.accounts().toList()) {
            where.refuseOwnUser(account);
            Optional<ExistingRole> existing = ExistingRole.find(connection, sql, account.role());
            if (existing.isEmpty()) {
                console.info("Role " + Identifiers.quote(account.role()) + " does not exist: nothing to revoke");
                continue;
            }
            revokeOn(connection, account, "%", request.schema().names(), true);
            for (String owner : owners) {
                Sql.execute(connection, where.statements(account, owner).get("revoke-future"));
            }
            Optional<String> ofOthers = new Rights(connection, sql, request, account).left(where.user());
            if (ofOthers.isPresent()) {
                left.add(ofOthers.get());
                continue;
            }
            console.info("Revoked all rights of role " + Identifiers.quote(account.role()) + " on database "
                    + Identifiers.quote(where.database()) + " and in these two schemas");
            roles.dropIfOurs(account, existing.get());
        }
    }

    private List<String> owners(Connection connection) throws SQLException {
        return Sql.strings(connection, sql.get("owners"), request.schema().names());
    }
}
