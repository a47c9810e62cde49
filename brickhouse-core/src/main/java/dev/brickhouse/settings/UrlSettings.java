package dev.brickhouse.settings;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import java.util.List;
import org.postgresql.PGProperty;

/**
 * Looks up settings in their sources, one of which is a URL: what it says about a setting has the origin of the URL
 * itself, and yields to the same setting given on its own by that origin or a higher one.
 */
final class UrlSettings {

    private static final List<String> PARTS = List.of(PropertyNames.HOST, PropertyNames.PORT, PropertyNames.DATABASE);

    private final SettingSources sources;
    private final Setting url;
    private final JdbcUrl parsed;

    private UrlSettings(SettingSources sources, Setting url) {
        this.sources = sources;
        this.url = url;
        this.parsed = url.present() ? JdbcUrl.parse(url.value()) : null;
    }

    /**
     * With the URL of an external server, if there is one.
     *
     * @throws ConfigurationException if it cannot be understood, or a part of it is also given on its own by the same
     *     origin
     */
    static UrlSettings ofExternal(SettingSources sources) {
        UrlSettings settings = new UrlSettings(sources, sources.find(PropertyNames.URL, null));
        settings.refuseContradictions();
        return settings;
    }

    /** Without a URL. */
    static UrlSettings ofEmbedded(SettingSources sources) {
        return new UrlSettings(sources, new Setting(PropertyNames.URL, null, "default", SettingOrigin.DEFAULT));
    }

    private void refuseContradictions() {
        for (String property : PARTS) {
            Setting alone = sources.find(property, null);
            if (parsed != null && parsed.on(property) != null && alone.origin() == url.origin()) {
                throw new ConfigurationException(PropertyNames.URL + " (" + url.source() + ") and " + property + " ("
                        + alone.source() + ") are both given; leave out one of the two.");
            }
        }
    }

    /** @param defaultValue null if there is none */
    Setting find(String property, String defaultValue) {
        Setting alone = sources.find(property, defaultValue);
        JdbcUrl.Part inUrl = parsed == null ? null : parsed.on(property);
        return inUrl == null || alone.origin().isAtLeast(url.origin())
                ? alone
                : new Setting(
                        property,
                        inUrl.value(),
                        inUrl.name() + " in " + PropertyNames.URL + " by " + url.source(),
                        url.origin());
    }

    /** A line for the log for each parameter of the URL that has no effect. */
    List<String> notices() {
        return parsed == null ? List.of() : DriverParameters.notices(parsed.withoutEffect());
    }

    /** The URL as it was given; not present if there is none. */
    Setting url() {
        return url;
    }

    /** The JDBC URL to connect with, without the settings that another origin has overridden. */
    String jdbcUrl(Setting host, ConnectionInfo info) {
        if (parsed == null) {
            return info.jdbcUrl();
        }
        JdbcUrl left = parsed;
        if (sources.find(PropertyNames.SCHEMA, null).origin().isAtLeast(url.origin())) {
            left = left.without(PGProperty.CURRENT_SCHEMA);
        }
        if (sources.find(PropertyNames.CONNECT_TIMEOUT, null).origin().isAtLeast(url.origin())) {
            left = left.without(PGProperty.LOGIN_TIMEOUT);
        }
        Setting port = sources.find(PropertyNames.PORT, null);
        boolean allHosts = host.origin() == url.origin();
        List<String> addresses = allHosts
                ? parsed.addresses().stream()
                        .map(address -> port.origin().isAtLeast(url.origin())
                                ? JdbcUrl.address(JdbcUrl.host(address), Integer.toString(info.port()))
                                : address)
                        .toList()
                : List.of(JdbcUrl.address(info.host(), Integer.toString(info.port())));
        return left.with(addresses, info.database());
    }
}
