package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.settings.DatabaseSettings;
import java.util.Locale;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * The parameters that say how to connect.
 *
 * <p>The first source that has a value wins: -D, the POM, the server in <code>settings.xml</code>, the environment, the
 * <code>.env</code> file, the default.
 */
abstract class AbstractConnectionMojo extends AbstractBrickhouseMojo {

    /**
     * Which server: <code>embedded</code> starts an embedded PostgreSQL, <code>external</code> connects to yours.
     * Default: <code>external</code> if a server is configured (url, host, port, database, serverId, or DB_HOST,
     * DB_PORT, DB_NAME in the environment or the <code>.env</code> file), otherwise <code>embedded</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SERVER)
    private String server;

    /**
     * The id of the <code>&lt;server&gt;</code> in <code>settings.xml</code> that holds user and password, encrypted or
     * not, or the element <code>passwordCommand</code> in its <code>&lt;configuration&gt;</code>. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SERVER_ID)
    private String serverId;

    /**
     * A JDBC URL such as <code>jdbc:postgresql://db.example.com:5432/shop</code>, instead of host, port and database.
     * Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.URL)
    private String url;

    /**
     * The host of the server. Default: localhost. Environment: DB_HOST.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.HOST)
    private String host;

    /**
     * The port of the server, from 1 to 65535. Default: 5432. Environment: DB_PORT.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.PORT)
    private String port;

    /**
     * The database. Default: postgres. Environment: DB_NAME.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.DATABASE)
    private String database;

    /**
     * The schema of the tables. Default: public. Environment: DB_SCHEMA.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SCHEMA)
    private String schema;

    /**
     * The schema of the materialized views. Default: <code>analytics</code> for the schema <code>public</code>,
     * otherwise the schema's name followed by <code>_analytics</code>, so that several can share a database.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.ANALYTICS_SCHEMA)
    private String analyticsSchema;

    /**
     * The user. Default: postgres. Environment: DB_USER.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.USER)
    private String user;

    /**
     * The password. Better given by {@link #serverId}, the environment variable DB_PASSWORD, the <code>.env</code> file
     * or <code>~/.pgpass</code>, since anyone can read a POM and Maven prints its parameters with -X. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.PASSWORD)
    private String password;

    /**
     * A command that prints the password as its first line, run at each login, for tokens that expire. The shell runs it
     * (<code>sh -c</code>, on Windows <code>cmd /c</code>), with the connection in PGHOST, PGPORT, PGDATABASE and PGUSER;
     * logins within ten seconds share what it has printed. Default: none. Environment: DB_PASSWORD_COMMAND.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.PASSWORD_COMMAND)
    private String passwordCommand;

    /**
     * How long {@link #passwordCommand} may take, in seconds; 0 means no limit. Default: 30.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.PASSWORD_COMMAND_TIMEOUT)
    private String passwordCommandTimeout;

    /**
     * How the connection is encrypted: disable, allow, prefer, require, verify-ca or verify-full. Default: the driver's,
     * which is prefer.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SSL_MODE)
    private String sslMode;

    /**
     * How long opening a connection may take, in seconds; 0 means no limit. Default: 10.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.CONNECT_TIMEOUT)
    private String connectTimeout;

    /**
     * How long a statement may take, in seconds; 0 means no limit. Default: 0.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.STATEMENT_TIMEOUT)
    private String statementTimeout;

    /**
     * How long a statement may wait for a lock that another session holds, in seconds; 0 means no limit. After two
     * seconds the log names the session that holds it. Default: 300.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.LOCK_TIMEOUT)
    private String lockTimeout;

    /** Adds what -D and the POM say. */
    final void giveConnection(DatabaseSettings.Builder request) {
        given(request, PropertyNames.SERVER, "server", server);
        given(request, PropertyNames.SERVER_ID, "serverId", serverId);
        given(request, PropertyNames.URL, "url", url);
        given(request, PropertyNames.HOST, "host", host);
        given(request, PropertyNames.PORT, "port", port);
        given(request, PropertyNames.DATABASE, "database", database);
        given(request, PropertyNames.SCHEMA, "schema", schema);
        given(request, PropertyNames.ANALYTICS_SCHEMA, "analyticsSchema", analyticsSchema);
        given(request, PropertyNames.USER, "user", user);
        given(request, PropertyNames.PASSWORD, "password", password);
        given(request, PropertyNames.PASSWORD_COMMAND, "passwordCommand", passwordCommand);
        given(request, PropertyNames.PASSWORD_COMMAND_TIMEOUT, "passwordCommandTimeout", passwordCommandTimeout);
        given(request, PropertyNames.SSL_MODE, "sslMode", sslMode);
        given(request, PropertyNames.CONNECT_TIMEOUT, "connectTimeout", connectTimeout);
        given(request, PropertyNames.STATEMENT_TIMEOUT, "statementTimeout", statementTimeout);
        given(request, PropertyNames.LOCK_TIMEOUT, "lockTimeout", lockTimeout);
    }

    /** Adds what -D or the POM says, unless the POM only repeats what the goal start has exported. */
    final void given(DatabaseSettings.Builder request, String property, String parameter, String value) {
        if (session().getUserProperties().containsKey(property)) {
            request.commandLine(property, value);
        } else if (!started().exported(property, value)) {
            request.pom(property, parameter, value);
        }
    }

    /** The id of the server in settings.xml that holds the credentials; empty if there is none. */
    final Optional<String> serverId() {
        return Optional.ofNullable(serverId).filter(id -> !id.isBlank());
    }

    /** What the goal start has left for this project. */
    final StartedServer started() {
        return StartedServer.in(getPluginContext());
    }

    /** Maven prints the parameters of a goal with -X before the goal gets to see them. */
    final void warnOfSecretsThatMavenPrints() {
        boolean asParameter =
                password != null || url != null && url.toLowerCase(Locale.ROOT).contains("password=");
        if (asParameter && getLog().isDebugEnabled()) {
            getLog().warn("The password was given by -D or the POM, so Maven itself has printed it above because of -X;"
                    + " give " + PropertyNames.SERVER_ID + " or the environment variable " + PropertyNames.ENV_PASSWORD
                    + " instead, and keep this log to yourself");
        }
    }
}
