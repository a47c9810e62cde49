package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.server.ConnectionNeed;
import dev.brickhouse.server.Database;
import dev.brickhouse.server.DatabaseSettings;
import dev.brickhouse.server.Databases;
import dev.brickhouse.server.ResolvedDatabase;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * The parameters that say which database a goal works on.
 *
 * <p>The first source that has a value wins: -D, the POM, the server in <code>settings.xml</code>, the environment, the
 * <code>.env</code> file, the default.
 */
abstract class AbstractDatabaseMojo extends AbstractBrickhouseMojo {

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
     * not. Default: none.
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

    /**
     * The file with environment variables for this project. Default: <code>.env</code> next to the POM, or else in the
     * directory where Maven was started, if there is one.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.ENV_FILE)
    private File envFile;

    /**
     * The version of the embedded server: a major version from 14 to 18, or a full version such as 16.15.0. Default: 18.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.POSTGRES_VERSION)
    private String postgresVersion;

    /**
     * The data directory of the embedded server. Default: a directory for each major version in
     * <code>${project.build.directory}/brickhouse</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.DATA_DIRECTORY)
    private String dataDirectory;

    /**
     * The port of the embedded server. Default: a free one.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.EMBEDDED_PORT)
    private String embeddedPort;

    private final RepositorySystem repositories;
    private final SettingsDecrypter decrypter;

    AbstractDatabaseMojo(RepositorySystem repositories, SettingsDecrypter decrypter) {
        this.repositories = repositories;
        this.decrypter = decrypter;
    }

    /**
     * Starts or finds the server and connects to it.
     *
     * @param connections how many connections the goal uses at the same time
     */
    final Database open(int connections) {
        return open(plan(), connections);
    }

    final Database open(ResolvedDatabase plan, int connections) {
        return open(plan, ConnectionNeed.of(connections));
    }

    /** As {@link #open(int)}, for a goal that can do with fewer connections. */
    final Database open(ResolvedDatabase plan, ConnectionNeed need) {
        Database opened = Databases.open(plan, need, console());
        try {
            summarize(opened);
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Resolves the parameters, and says in the log what came from where. */
    final ResolvedDatabase plan() {
        Console console = console();
        warnOfSecretsThatMavenPrints();
        return Databases.plan(request(console), console);
    }

    /** What the goal start has left for this project. */
    final StartedServer started() {
        return StartedServer.in(getPluginContext());
    }

    final void summarize(Database opened) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kind", opened.kind().name().toLowerCase(Locale.ROOT));
        facts.put("version", opened.serverVersion());
        facts.put("host", opened.connectionInfo().host());
        facts.put("port", opened.connectionInfo().port());
        facts.put("database", opened.connectionInfo().database());
        facts.put("user", opened.connectionInfo().user());
        summary()
                .put("server", facts)
                .put("schema", opened.schema().name())
                .put("analyticsSchema", opened.schema().analytics());
    }

    /** Maven prints the parameters of a goal with -X before the goal gets to see them. */
    private void warnOfSecretsThatMavenPrints() {
        boolean asParameter =
                password != null || url != null && url.toLowerCase(Locale.ROOT).contains("password=");
        if (asParameter && getLog().isDebugEnabled()) {
            getLog().warn("The password was given by -D or the POM, so Maven itself has printed it above because of -X;"
                    + " give " + PropertyNames.SERVER_ID + " or the environment variable " + PropertyNames.ENV_PASSWORD
                    + " instead, and keep this log to yourself");
        }
    }

    /**
     * A secret other than the connection's password: from -D, the POM, its own server in settings.xml, the environment
     * or the <code>.env</code> file.
     *
     * @param property its property, and {@code parameter} and {@code value} what Maven made of it
     * @param serverIdProperty the property with the id of its server in settings.xml, and {@code serverId} that id
     * @param remedy where it is better kept than in a POM
     */
    final Optional<String> secret(
            String property, String parameter, String value, String serverIdProperty, String serverId, String remedy) {
        Console console = console();
        DatabaseSettings.Builder request = sources();
        given(request, property, parameter, value);
        if (serverId != null && !serverId.isBlank()) {
            Server server =
                    new SettingsServers(session().getSettings(), decrypter).find(serverIdProperty, serverId, console);
            request.settingsSecret(serverId, property, server.getPassword());
        }
        return Databases.secret(request.build(), property, remedy, console);
    }

    private DatabaseSettings request(Console console) {
        DatabaseSettings.Builder request = sources();
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
        given(request, PropertyNames.SSL_MODE, "sslMode", sslMode);
        given(request, PropertyNames.CONNECT_TIMEOUT, "connectTimeout", connectTimeout);
        given(request, PropertyNames.STATEMENT_TIMEOUT, "statementTimeout", statementTimeout);
        given(request, PropertyNames.LOCK_TIMEOUT, "lockTimeout", lockTimeout);
        given(request, PropertyNames.POSTGRES_VERSION, "postgresVersion", postgresVersion);
        given(request, PropertyNames.DATA_DIRECTORY, "dataDirectory", dataDirectory);
        given(request, PropertyNames.EMBEDDED_PORT, "embeddedPort", embeddedPort);
        started().giveDefaults(request);
        if (serverId != null && !serverId.isBlank()) {
            Server credentials = new SettingsServers(session().getSettings(), decrypter).find(serverId, console);
            request.settingsServer(serverId, credentials.getUsername(), credentials.getPassword());
        }
        return request.build();
    }

    private DatabaseSettings.Builder sources() {
        return DatabaseSettings.builder()
                .environment(System.getenv())
                .envFile(environmentFile(), envFile != null)
                .embeddedDirectory(outputDirectory())
                .binaries(new RepositoryBinaries(
                        repositories,
                        session().getRepositorySession(),
                        project().getRemotePluginRepositories()));
    }

    private void given(DatabaseSettings.Builder request, String property, String parameter, String value) {
        boolean typed = session().getUserProperties().containsKey(property);
        if (!typed && started().exported(property, value)) {
            return;
        }
        request.given(property, value, typed ? "-D" + property : "POM <" + parameter + ">");
    }

    private Path environmentFile() {
        if (envFile != null) {
            return envFile.toPath();
        }
        File beside = project().getBasedir();
        if (beside != null && new File(beside, ".env").exists()) {
            return new File(beside, ".env").toPath();
        }
        return Path.of(session().getExecutionRootDirectory(), ".env");
    }
}
