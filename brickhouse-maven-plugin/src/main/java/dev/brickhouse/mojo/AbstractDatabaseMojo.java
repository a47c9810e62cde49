package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.ConnectionNeed;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.connection.ServerHandle;
import dev.brickhouse.console.Console;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.settings.Secrets;
import dev.brickhouse.settings.ServerKind;
import dev.brickhouse.settings.SettingsResolver;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/** Opens the database that the parameters name; an embedded one has some of its own. */
abstract class AbstractDatabaseMojo extends AbstractConnectionMojo {

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
     * How much the embedded server writes to its write-ahead log, as PostgreSQL's <code>wal_level</code>:
     * <code>minimal</code>, <code>replica</code>, or <code>logical</code> for a change stream. A server that is running
     * is used if its level includes this one. Default: minimal.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.WAL_LEVEL)
    private String walLevel;

    /**
     * The port of the embedded server. Default: a free one.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.EMBEDDED_PORT)
    private String embeddedPort;

    /**
     * The database of the embedded server that the goals work on; it is made if it does not exist. Default: postgres.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.EMBEDDED_DATABASE)
    private String embeddedDatabase;

    /**
     * The user of the embedded server, a superuser without a password; it is made if it does not exist. Default:
     * postgres.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.EMBEDDED_USER)
    private String embeddedUser;

    @Inject
    private RepositorySystem repositories;

    @Inject
    private SettingsDecrypter decrypter;

    /** Starts or finds the server and connects to it, for a goal that uses one connection at a time. */
    final Database open() {
        return open(plan(), ConnectionNeed.of(1));
    }

    /** As {@link #open()}, for a goal that has a plan already or needs another number of connections. */
    final Database open(ResolvedDatabase plan, ConnectionNeed need) {
        Database opened = Databases.open(plan, need, console());
        try {
            summarize(opened);
            if (opened.kind() == ServerKind.EMBEDDED && held(plan).isEmpty()) {
                opened.leaveServerTo(lingeringServers()::leave);
            }
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** The embedded servers that goals of this build have left. */
    final LingeringServers lingeringServers() {
        return LingeringServers.of(session());
    }

    /**
     * As {@link #resolved()}, for a goal that may need the server: one that the goal start has started is started again
     * where it has ended since.
     */
    final ResolvedDatabase plan() {
        ResolvedDatabase plan = resolved();
        held(plan).ifPresent(ServerHandle::restartIfEnded);
        return plan;
    }

    /** Resolves the parameters, and says in the log what came from where. */
    final ResolvedDatabase resolved() {
        Console console = console();
        warnOfSecretsThatMavenPrints();
        ResolvedDatabase plan = SettingsResolver.resolve(request(console), console);
        if (plan.kind() == ServerKind.EMBEDDED) {
            lingeringServers().endIfBelow(plan.embedded());
        }
        return plan;
    }

    /** As {@link #plan()}, for a goal that makes data anew: those of earlier tests go, and the new ones are the user's. */
    final ResolvedDatabase planToFill() {
        ResolvedDatabase plan = plan();
        if (held(plan).isEmpty()) {
            Databases.throwAwayTestData(plan, console());
            Databases.keepData(plan);
        }
        return plan;
    }

    /** The server that the goal start has started in this project, if it is the one of the plan. */
    final Optional<ServerHandle> held(ResolvedDatabase plan) {
        return plan.kind() == ServerKind.EXTERNAL
                ? Optional.empty()
                : StartedServer.all(getPluginContext()).stream()
                        .filter(StartedServer::isHeld)
                        .map(StartedServer::held)
                        .filter(server ->
                                server.dataDirectory().equals(plan.embedded().dataDirectory()))
                        .findFirst();
    }

    /** As {@link #summarize(Database)}, for an embedded server that only runs if it is held. */
    final void summarize(ResolvedDatabase plan, Optional<ServerHandle> held) {
        ServerFacts.put(
                summary(),
                plan.kind(),
                plan.embedded().version().full(),
                held.map(ServerHandle::connectionInfo).orElse(null),
                plan.schema());
    }

    final void summarize(Database opened) {
        ServerFacts.put(summary(), opened.kind(), opened.serverVersion(), opened.connectionInfo(), opened.schema());
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
        return Secrets.find(request.build(), property, remedy, console);
    }

    private DatabaseSettings request(Console console) {
        DatabaseSettings.Builder request = sources();
        giveConnection(request);
        given(request, PropertyNames.POSTGRES_VERSION, "postgresVersion", postgresVersion);
        given(request, PropertyNames.DATA_DIRECTORY, "dataDirectory", dataDirectory);
        given(request, PropertyNames.WAL_LEVEL, "walLevel", walLevel);
        given(request, PropertyNames.EMBEDDED_PORT, "embeddedPort", embeddedPort);
        given(request, PropertyNames.EMBEDDED_DATABASE, "embeddedDatabase", embeddedDatabase);
        given(request, PropertyNames.EMBEDDED_USER, "embeddedUser", embeddedUser);
        started().giveDefaults(request);
        serverId().ifPresent(id -> {
            Server credentials = new SettingsServers(session().getSettings(), decrypter).find(id, console);
            request.settingsServer(id, credentials.getUsername(), credentials.getPassword());
            request.settingsSecret(id, PropertyNames.PASSWORD_COMMAND, SettingsServers.passwordCommand(credentials));
        });
        return request.build();
    }

    private DatabaseSettings.Builder sources() {
        return DatabaseSettings.builder()
                .environment(System.getenv())
                .envFile(environmentFile(), envFile != null)
                .embeddedDirectory(outputDirectory())
                .binaries(new RepositoryBinaries(artifacts()));
    }

    final ArtifactResolver artifacts() {
        return new ArtifactResolver(
                repositories, session().getRepositorySession(), project().getRemotePluginRepositories());
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
