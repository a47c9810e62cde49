package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import dev.brickhouse.grant.Account;
import dev.brickhouse.grant.GrantRequest;
import dev.brickhouse.grant.Grants;
import dev.brickhouse.problem.ConfigurationException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Creates one role for an application, which reads and writes the tables, and one for dashboards, which only reads
 * tables and views, both without any other privilege. It never invents passwords, and sends them to the server only as
 * SCRAM-SHA-256 verifiers.
 *
 * @since 0.1.0
 */
@Mojo(name = "grant", requiresProject = false, threadSafe = true)
public final class GrantMojo extends AbstractDatabaseMojo {

    private static final String LEFT_OUT = "none";

    /**
     * Skips this goal. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.GRANT_SKIP, defaultValue = "false")
    private boolean skipGrant;

    /**
     * The role that reads and writes the tables, or <code>none</code>. Default: api_service_account.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.GRANT_SERVICE_USER, defaultValue = "api_service_account")
    private String serviceUser;

    /**
     * The password of {@link #serviceUser}. Better given by {@link #serviceServerId}, the environment variable
     * DB_SERVICE_PASSWORD or the <code>.env</code> file. Required to create the role; an existing role keeps its
     * password if none is given. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.GRANT_SERVICE_PASSWORD)
    private String servicePassword;

    /**
     * The id of the <code>&lt;server&gt;</code> in <code>settings.xml</code> that holds the password of
     * {@link #serviceUser}, encrypted or not. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.GRANT_SERVICE_SERVER_ID)
    private String serviceServerId;

    /**
     * Whether {@link #serviceUser} makes and owns the tables and views, rather than having rights on those of another role:
     * missing schemas are made for it, and it may create in them. To be run by an administrator before
     * <code>brickhouse:schema</code> or <code>brickhouse:seed</code>, with <code>none</code> as {@link #analyticsUser}.
     * Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.GRANT_SERVICE_OWNS_TABLES, defaultValue = "false")
    private boolean serviceOwnsTables;

    /**
     * The role that only reads, or <code>none</code>. Default: analytics_user.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.GRANT_ANALYTICS_USER, defaultValue = "analytics_user")
    private String analyticsUser;

    /**
     * The password of {@link #analyticsUser}. Better given by {@link #analyticsServerId}, the environment variable
     * DB_ANALYTICS_PASSWORD or the <code>.env</code> file. Required to create the role; an existing role keeps its
     * password if none is given. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.GRANT_ANALYTICS_PASSWORD)
    private String analyticsPassword;

    /**
     * The id of the <code>&lt;server&gt;</code> in <code>settings.xml</code> that holds the password of
     * {@link #analyticsUser}, encrypted or not. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.GRANT_ANALYTICS_SERVER_ID)
    private String analyticsServerId;

    /**
     * Revokes the privileges instead, and drops the roles if this goal created them and they own nothing and have no
     * other privileges. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.GRANT_REVOKE, defaultValue = "false")
    private boolean revoke;

    @Override
    boolean skipGoal() {
        return skipGrant;
    }

    @Override
    void run() {
        Optional<Account> service = account(
                serviceUser,
                PropertyNames.GRANT_SERVICE_USER,
                PropertyNames.GRANT_SERVICE_PASSWORD,
                "servicePassword",
                servicePassword,
                PropertyNames.GRANT_SERVICE_SERVER_ID,
                serviceServerId,
                PropertyNames.ENV_SERVICE_PASSWORD);
        Optional<Account> analytics = account(
                analyticsUser,
                PropertyNames.GRANT_ANALYTICS_USER,
                PropertyNames.GRANT_ANALYTICS_PASSWORD,
                "analyticsPassword",
                analyticsPassword,
                PropertyNames.GRANT_ANALYTICS_SERVER_ID,
                analyticsServerId,
                PropertyNames.ENV_ANALYTICS_PASSWORD);
        if (serviceOwnsTables && (service.isEmpty() || analytics.isPresent())) {
            throw new ConfigurationException(PropertyNames.GRANT_SERVICE_OWNS_TABLES + " is true, which prepares "
                    + PropertyNames.GRANT_SERVICE_USER + " alone, before there are tables; name that role, set "
                    + PropertyNames.GRANT_ANALYTICS_USER + "=none, and grant that account afterwards.");
        }
        try (Database database = open()) {
            GrantRequest request = new GrantRequest(database.schema(), service, analytics);
            summary()
                    .put("revoke", revoke)
                    .put(
                            "accounts",
                            Stream.of(service, analytics)
                                    .flatMap(Optional::stream)
                                    .map(Account::role)
                                    .toList());
            if (serviceOwnsTables && revoke) {
                Grants.revokeSchemas(database.dataSource(), request, console());
            } else if (serviceOwnsTables) {
                Grants.grantSchemas(database.dataSource(), request, console());
            } else if (revoke) {
                Grants.revoke(database.dataSource(), request, console());
            } else {
                Grants.grant(database.dataSource(), request, console());
            }
        }
    }

    private Optional<Account> account(
            String role,
            String roleProperty,
            String property,
            String parameter,
            String password,
            String serverIdProperty,
            String serverId,
            String variable) {
        if (LEFT_OUT.equals(role)) {
            return Optional.empty();
        }
        String remedy = "a <server> of settings.xml with " + serverIdProperty + ", or the environment variable "
                + variable + ",";
        return Optional.of(new Account(
                role,
                roleProperty,
                secret(property, parameter, password, serverIdProperty, serverId, remedy),
                variable + " in the environment or .env, a <server> of settings.xml with " + serverIdProperty + " or "
                        + property));
    }
}
