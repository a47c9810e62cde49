package dev.brickhouse.grant;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;
import org.postgresql.PGConnection;

/** Creates the roles of the accounts, sets their passwords and drops them. */
final class AccountRoles {

    /** The driver sends only the verifier of this method, so that no log of the server ever contains the password. */
    private static final String PASSWORD_METHOD = "scram-sha-256";

    private final Connection connection;
    private final SqlStatements sql;
    private final GrantContext where;
    private final Console console;

    AccountRoles(Connection connection, SqlStatements sql, GrantContext where, Console console) {
        this.connection = connection;
        this.sql = sql;
        this.where = where;
        this.console = console;
    }

    /**
     * Makes sure that the role exists and is nothing but an account, and gives it the password of the request.
     *
     * @throws ConfigurationException if it is new and has no password
     * @throws RefusedException if it can do more than log in, or is the connected user
     * @throws DatabaseException if the connected user may not do it
     */
    void prepare(Account account) throws SQLException {
        where.refuseOwnUser(account);
        Optional<ExistingRole> existing = ExistingRole.find(connection, sql, account.role());
        if (existing.isPresent()) {
            existing.get().refuseOtherAttributes(account);
            ExistingRole.refuseGroups(ExistingRole.groups(connection, sql, account.role()), account);
        } else {
            if (account.password().isEmpty()) {
                throw new ConfigurationException("Role " + Identifiers.quote(account.role())
                        + " does not exist yet and no password was given for it; set one with " + account.passwordHint()
                        + ", or leave the account out with " + account.setting() + "=none.");
            }
            where.requireCreateRole(account);
            Sql.execute(connection, where.statements(account).get("create-role"));
            Sql.execute(
                    connection,
                    "COMMENT ON ROLE " + Identifiers.quote(account.role()) + " IS '" + ExistingRole.MARK + "'");
            console.info("Created role " + Identifiers.quote(account.role()));
        }
        if (account.password().isPresent()) {
            where.requireCreateRole(account);
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(account.role(), account.password().get().toCharArray(), PASSWORD_METHOD);
        } else {
            console.info("Role " + Identifiers.quote(account.role()) + " keeps its password, because none was given");
        }
    }

    /**
     * Drops a role that this plugin created, unless it owns something or has rights elsewhere; says in the log what
     * holds it.
     */
    void dropIfOurs(Account account, ExistingRole role) throws SQLException {
        String name = "Role " + Identifiers.quote(account.role());
        if (!role.madeHere()) {
            console.info(name + " is kept, because this plugin did not create it");
            return;
        }
        Optional<String> reason = Sql.one(
                connection,
                sql.get("holdings"),
                row -> row.getLong("owned") > 0
                        ? Optional.of("it owns objects; give them to another role with REASSIGN OWNED")
                        : row.getLong("rights") > 0
                                ? Optional.of("it has rights on other objects or in other databases; revoke them there")
                                : Optional.empty(),
                account.role());
        if (reason.isPresent()) {
            console.warn(name + " is kept, because " + reason.get() + ", then run this again");
            return;
        }
        Savepoint rightsRevoked = connection.setSavepoint();
        try {
            Sql.execute(connection, where.statements(account).get("drop-role"));
        } catch (SQLException e) {
            if (!SqlState.INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(rightsRevoked);
            console.warn(
                    name + " is kept, because the connected user may not drop it; let an administrator run DROP ROLE "
                            + Identifiers.quote(account.role()));
            return;
        }
        console.info("Dropped role " + Identifiers.quote(account.role()) + ", which this plugin had created");
    }
}
