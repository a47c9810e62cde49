package dev.brickhouse.settings;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.embedded.EmbeddedSettings;
import dev.brickhouse.embedded.PostgresVersion;
import dev.brickhouse.embedded.WalLevel;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.Identifiers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.SslMode;

/** Resolves the settings: which value of each one counts, which server they name, and whether they fit together. */
public final class SettingsResolver {

    private static final String DEFAULT_HOST = "localhost";
    private static final String DEFAULT_PORT = "5432";
    private static final String DEFAULT_NAME = "postgres";
    private static final String DEFAULT_CONNECT_TIMEOUT = "10";
    private static final String DEFAULT_LOCK_TIMEOUT = "300";
    private static final String DEFAULT_COMMAND_TIMEOUT = "30";
    private static final Set<String> TEMPLATES = Set.of("template0", "template1");
    /** What of a URL decides how a connection is encrypted and whom it trusts, and is no secret. */
    private static final List<PGProperty> ENCRYPTION = List.of(
            PGProperty.SSL_FACTORY,
            PGProperty.SSL_FACTORY_ARG,
            PGProperty.SSL_HOSTNAME_VERIFIER,
            PGProperty.SSL_ROOT_CERT,
            PGProperty.SSL_CERT,
            PGProperty.SSL_KEY);

    private static final int MOST_SECONDS = 86_400;

    private final DatabaseSettings settings;
    private final SettingSources sources;
    private final Console console;

    private SettingsResolver(DatabaseSettings settings, Console console) {
        this.settings = settings;
        this.sources = new SettingSources(settings);
        this.console = console;
    }

    /**
     * Resolves the settings, and logs which value came from where.
     *
     * @throws ConfigurationException if a value cannot be used or two values contradict each other
     */
    public static ResolvedDatabase resolve(DatabaseSettings settings, Console console) {
        return new SettingsResolver(settings, console).resolve();
    }

    private ResolvedDatabase resolve() {
        sources.warning().ifPresent(console::warn);
        ServerKind kind = new ServerChoice(settings, sources, console).kind();
        UrlSettings urlSettings =
                kind == ServerKind.EMBEDDED ? UrlSettings.ofEmbedded(sources) : UrlSettings.ofExternal(sources);
        String tables = schema(urlSettings);
        RetailSchema schema = new RetailSchema(tables, analyticsSchema(tables));
        if (kind == ServerKind.EXTERNAL) {
            return new ResolvedDatabase(kind, schema, externalConnect(urlSettings), null);
        }
        EmbeddedSettings embedded = embedded();
        return new ResolvedDatabase(kind, schema, embeddedConnect(urlSettings, embedded), embedded);
    }

    private String schema(UrlSettings urlSettings) {
        Setting schema = logged(urlSettings.find(PropertyNames.SCHEMA, RetailSchema.DEFAULT.name()));
        checkSchema(schema);
        return schema.value();
    }

    private String analyticsSchema(String schema) {
        String defaultValue = schema.equals(RetailSchema.DEFAULT.name())
                ? RetailSchema.DEFAULT.analytics()
                : schema + "_" + RetailSchema.DEFAULT.analytics();
        Setting analytics = logged(sources.find(PropertyNames.ANALYTICS_SCHEMA, defaultValue));
        if (!analytics.given()) {
            RetailSchema.problemWith(defaultValue).ifPresent(problem -> {
                throw new ConfigurationException("The views' schema of the schema '" + schema + "' would be '"
                        + defaultValue + "', which is " + problem + "; name another with "
                        + PropertyNames.ANALYTICS_SCHEMA + ".");
            });
        }
        checkSchema(analytics);
        return analytics.value();
    }

    private static void checkSchema(Setting schema) {
        String name = schema.value();
        RetailSchema.problemWith(name).ifPresent(problem -> {
            throw new ConfigurationException(
                    schema.property() + " is '" + name + "', which is " + problem + "; choose another name.");
        });
    }

    private ResolvedDatabase.Connect externalConnect(UrlSettings urlSettings) {
        Setting url = logged(urlSettings.url());
        urlSettings.notices().forEach(notice -> console.info("  " + notice));
        Setting user = logged(urlSettings.find(PropertyNames.USER, null));
        Setting password = urlSettings.find(PropertyNames.PASSWORD, null);
        console.debug(password.described(true));
        warnOfPasswordInPom(password);
        String userName = user.present() ? user.value() : DEFAULT_NAME;
        Setting host = logged(urlSettings.find(PropertyNames.HOST, DEFAULT_HOST));
        // as in the driver, a URL without a database means the one named like the user
        String defaultValue = url.present() ? userName : DEFAULT_NAME;
        Setting database = urlSettings.find(PropertyNames.DATABASE, defaultValue);
        ConnectionInfo info = new ConnectionInfo(
                HostName.of(host),
                number(urlSettings.find(PropertyNames.PORT, DEFAULT_PORT), 1, 65_535),
                logged(database).value(),
                userName);
        PasswordCommand command = passwordCommand(urlSettings, password, info);
        return connect(
                urlSettings, urlSettings.jdbcUrl(host, info), info, command == null ? password.value() : null, command);
    }

    /** Null if there is none or the password itself counts. */
    private PasswordCommand passwordCommand(UrlSettings urlSettings, Setting password, ConnectionInfo info) {
        Setting command = sources.find(PropertyNames.PASSWORD_COMMAND, null);
        int timeout = seconds(urlSettings, PropertyNames.PASSWORD_COMMAND_TIMEOUT, DEFAULT_COMMAND_TIMEOUT);
        if (!command.present()) {
            return null;
        }
        // it may hold a secret as well, and whoever runs this should know that somebody else's command is run
        console.info("  " + command.described(true));
        if (password.present() && password.origin() == command.origin()) {
            throw new ConfigurationException(PropertyNames.PASSWORD + " (" + password.source() + ") and "
                    + PropertyNames.PASSWORD_COMMAND + " (" + command.source()
                    + ") are both given; leave out one of the two.");
        }
        return password.present() && password.origin().isAtLeast(command.origin())
                ? null
                : new PasswordCommand(command, timeout, info, console);
    }

    private void warnOfPasswordInPom(Setting password) {
        if (password.origin() == SettingOrigin.POM) {
            console.warn(
                    "The password is set in the POM, where anyone can read it; give a <server> of settings.xml with "
                            + PropertyNames.SERVER_ID + ", or the environment variable " + PropertyNames.ENV_PASSWORD
                            + ", instead");
        }
    }

    private ResolvedDatabase.Connect embeddedConnect(UrlSettings urlSettings, EmbeddedSettings embedded) {
        return connect(
                urlSettings,
                null,
                new ConnectionInfo(EmbeddedSettings.HOST, 0, embedded.database(), embedded.user()),
                null,
                null);
    }

    private ResolvedDatabase.Connect connect(
            UrlSettings urlSettings,
            String url,
            ConnectionInfo info,
            String password,
            PasswordCommand passwordCommand) {
        Setting sslMode = logged(urlSettings.find(PropertyNames.SSL_MODE, null));
        if (sslMode.present() && Stream.of(SslMode.values()).noneMatch(mode -> mode.value.equals(sslMode.value()))) {
            throw new ConfigurationException(PropertyNames.SSL_MODE + " is '" + sslMode.value() + "' ("
                    + sslMode.source() + "), but it has to be one of: "
                    + String.join(
                            ", ",
                            Stream.of(SslMode.values()).map(mode -> mode.value).toList()) + ".");
        }
        ServerVerification.check(sslMode, url, console);
        return new ResolvedDatabase.Connect(
                url,
                url == null ? info : info.encryptedBy(encryption(sslMode, url)),
                password,
                passwordCommand,
                sslMode.value(),
                seconds(urlSettings, PropertyNames.CONNECT_TIMEOUT, DEFAULT_CONNECT_TIMEOUT),
                seconds(urlSettings, PropertyNames.STATEMENT_TIMEOUT, "0"),
                seconds(urlSettings, PropertyNames.LOCK_TIMEOUT, DEFAULT_LOCK_TIMEOUT));
    }

    private static Map<String, String> encryption(Setting sslMode, String url) {
        Map<String, String> encryption = new LinkedHashMap<>();
        if (sslMode.present()) {
            encryption.put(PGProperty.SSL_MODE.getName(), sslMode.value());
        }
        Properties parameters = Driver.parseURL(url, null);
        ENCRYPTION.stream()
                .filter(parameter -> parameter.isPresent(parameters))
                .forEach(parameter -> encryption.put(parameter.getName(), parameter.getOrDefault(parameters)));
        return encryption;
    }

    private EmbeddedSettings embedded() {
        Setting version = logged(sources.find(PropertyNames.POSTGRES_VERSION, PostgresVersion.DEFAULT));
        PostgresVersion postgres = PostgresVersion.of(version.value());
        Setting directory = logged(sources.find(
                PropertyNames.DATA_DIRECTORY,
                settings.embeddedDirectory().resolve("pg" + postgres.major()).toString()));
        return new EmbeddedSettings(
                postgres,
                Path.of(directory.value()).toAbsolutePath().normalize(),
                walLevel(),
                number(sources.find(PropertyNames.EMBEDDED_PORT, "0"), 0, 65_535),
                settings.binaries(),
                name(PropertyNames.EMBEDDED_DATABASE, EmbeddedSettings.DATABASE),
                name(PropertyNames.EMBEDDED_USER, EmbeddedSettings.USER));
    }

    private WalLevel walLevel() {
        Setting level = logged(sources.find(PropertyNames.WAL_LEVEL, WalLevel.MINIMAL.label()));
        return WalLevel.SETTING.readFrom(level.source(), level.value());
    }

    private String name(String property, String otherwise) {
        Setting name = logged(sources.find(property, otherwise));
        if (Identifiers.isTooLong(name.value())) {
            throw new ConfigurationException(property + " is '" + name.value() + "' (" + name.source()
                    + "), which is longer than the " + Identifiers.LONGEST_IN_BYTES
                    + " bytes that PostgreSQL allows; choose a shorter name.");
        }
        if (TEMPLATES.contains(name.value()) && property.equals(PropertyNames.EMBEDDED_DATABASE)) {
            throw new ConfigurationException(property + " is '" + name.value() + "' (" + name.source()
                    + "), which PostgreSQL copies into each new database; choose another name.");
        }
        return name.value();
    }

    private int seconds(UrlSettings settings, String property, String otherwise) {
        Setting setting = logged(settings.find(property, otherwise));
        return ParameterReader.integer(property, "a whole number of seconds", 0, MOST_SECONDS)
                .readFrom(setting.source(), setting.value());
    }

    private int number(Setting setting, int min, int max) {
        logged(setting);
        return ParameterReader.integer(setting.property(), min, max).readFrom(setting.source(), setting.shown());
    }

    /** What the user gave is logged for everybody; defaults only for those who debug. */
    private Setting logged(Setting setting) {
        if (setting.given() && setting.origin() != SettingOrigin.EARLIER_GOAL) {
            console.info("  " + setting.described(false));
        } else {
            console.debug("  " + setting.described(false));
        }
        return setting;
    }
}
