package dev.brickhouse.settings;

import dev.brickhouse.config.PropertyNames;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.SslMode;

/**
 * A JDBC URL for PostgreSQL, parsed by the driver itself.
 *
 * @param addresses the hosts with their ports, as in a URL
 * @param settings what it says about settings of this plugin, by property
 * @param parameters all its other parameters that have an effect, still encoded
 * @param withoutEffect the names of those that have none
 */
record JdbcUrl(
        List<String> addresses,
        Map<String, Part> settings,
        Map<String, String> parameters,
        List<String> withoutEffect) {

    /**
     * What a URL says about one setting.
     *
     * @param name the parameter, or another part of the URL
     * @param value the value, decoded
     */
    record Part(String name, String value) {}

    static final String PREFIX = "jdbc:postgresql:";
    private static final List<PGProperty> ADDRESS =
            List.of(PGProperty.PG_HOST, PGProperty.PG_PORT, PGProperty.PG_DBNAME);

    JdbcUrl {
        addresses = List.copyOf(addresses);
        settings = Map.copyOf(settings);
        withoutEffect = List.copyOf(withoutEffect);
    }

    /** @throws dev.brickhouse.problem.ConfigurationException if the driver does not understand it */
    static JdbcUrl parse(String text) {
        String url = text.strip();
        Properties parsed = parsed(url);
        if (parsed == null) {
            throw UrlAdvice.refusal(url);
        }
        Map<String, String> parameters = query(url);
        ADDRESS.forEach(parameter -> parameters.remove(parameter.getName()));
        Map<String, Part> settings = new LinkedHashMap<>();
        List<String> addresses = addresses(parsed);
        put(settings, PropertyNames.HOST, "host", host(addresses.get(0)));
        put(settings, PropertyNames.PORT, "port", port(addresses.get(0)));
        put(settings, PropertyNames.DATABASE, "database", PGProperty.PG_DBNAME.getOrDefault(parsed));
        take(settings, parameters, parsed, PropertyNames.USER, PGProperty.USER);
        take(settings, parameters, parsed, PropertyNames.PASSWORD, PGProperty.PASSWORD);
        take(settings, parameters, parsed, PropertyNames.CONNECT_TIMEOUT, PGProperty.CONNECT_TIMEOUT);
        take(settings, parameters, parsed, PropertyNames.STATEMENT_TIMEOUT, PGProperty.QUERY_TIMEOUT);
        takeSslMode(settings, parameters, parsed);
        takeTimeouts(settings, parameters, parsed);
        put(settings, PropertyNames.SCHEMA, "currentSchema", firstSchema(parsed));
        List<String> withoutEffect =
                parameters.keySet().stream().filter(DriverParameters::isPinned).toList();
        withoutEffect.forEach(parameters::remove);
        return new JdbcUrl(addresses, settings, parameters, withoutEffect);
    }

    /** What the URL says about a setting, or null. */
    Part on(String property) {
        return settings.get(property);
    }

    /** A URL for other addresses and another database, without {@link #settings}, which are passed separately. */
    String with(List<String> otherAddresses, String database) {
        List<String> pairs = new ArrayList<>();
        parameters.forEach((name, value) -> pairs.add(value == null ? name : name + "=" + value));
        String hosts = otherAddresses.stream()
                .map(address -> address(HostName.withNumericZone(host(address)), port(address)))
                .collect(Collectors.joining(","));
        return PREFIX + "//" + hosts + "/" + encode(database) + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
    }

    /** The URL of another database of the same server. */
    String toDatabase(String database) {
        return with(addresses, database);
    }

    /** The same URL without one of its parameters. */
    JdbcUrl without(PGProperty parameter) {
        Map<String, String> others = new LinkedHashMap<>(parameters);
        others.remove(parameter.getName());
        return new JdbcUrl(addresses, settings, others, withoutEffect);
    }

    static String address(String host, String port) {
        return HostName.withBrackets(host) + ":" + port;
    }

    /** The text with every password in it masked, fit for a log. */
    static String mask(String text) {
        return text.replaceAll("(?i)([?&;](?:ssl)?password=)[^&;]*", "$1" + Setting.MASK)
                .replaceAll("//([^/@:?]*):(?!\\d+/)[^?]*@", "//$1:" + Setting.MASK + "@");
    }

    static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Null if the driver does not understand the URL. The driver logs such a URL, and takes user:password@ for part of
     * the host name, so it only gets to see the password once it has understood the rest.
     */
    private static Properties parsed(String text) {
        String address = text.split("\\?", 2)[0];
        if (!text.startsWith(PREFIX) || address.contains("@") && !address.equals(mask(address))) {
            return null;
        }
        try {
            Properties parsed = parsedQuietly(withoutCredentials(text));
            boolean understood = parsed != null
                    && PGProperty.PG_HOST.getOrDefault(parsed).chars().noneMatch(Character::isWhitespace);
            return understood ? Driver.parseURL(text, null) : null;
        } catch (IllegalArgumentException e) {
            // a percent sign that no number follows
            return null;
        }
    }

    /** The driver prints warnings of its own about what it does not understand, which the user is told in a sentence. */
    private static synchronized Properties parsedQuietly(String url) {
        Logger driver = Logger.getLogger("org.postgresql");
        Level before = driver.getLevel();
        driver.setLevel(Level.OFF);
        try {
            return Driver.parseURL(url, null);
        } finally {
            driver.setLevel(before);
        }
    }

    private static String withoutCredentials(String text) {
        Map<String, String> kept = query(text);
        kept.remove(PGProperty.USER.getName());
        kept.remove(PGProperty.PASSWORD.getName());
        StringBuilder url = new StringBuilder(text.split("\\?", 2)[0]);
        kept.forEach((name, value) ->
                url.append(url.indexOf("?") < 0 ? '?' : '&').append(value == null ? name : name + "=" + value));
        return url.toString();
    }

    /** The parameters in order, still encoded; of several with the same name, the last, as in the driver. */
    private static Map<String, String> query(String text) {
        int question = text.indexOf('?');
        Map<String, String> pairs = new LinkedHashMap<>();
        if (question >= 0) {
            for (String pair : text.substring(question + 1).split("&")) {
                String[] parts = pair.split("=", 2);
                if (!parts[0].isEmpty()) {
                    pairs.put(parts[0], parts.length == 1 ? null : parts[1]);
                }
            }
        }
        return pairs;
    }

    private static List<String> addresses(Properties parsed) {
        String[] hosts = PGProperty.PG_HOST.getOrDefault(parsed).split(",");
        String[] ports = PGProperty.PG_PORT.getOrDefault(parsed).split(",");
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < hosts.length; i++) {
            // to the driver, an empty name means this machine
            String host = hosts[i].isEmpty() ? "localhost" : HostName.withoutBrackets(hosts[i]);
            addresses.add(address(host, ports[i]));
        }
        return addresses;
    }

    static String host(String address) {
        return HostName.withoutBrackets(address.substring(0, address.lastIndexOf(':')));
    }

    static String port(String address) {
        return address.substring(address.lastIndexOf(':') + 1);
    }

    private static void take(
            Map<String, Part> settings,
            Map<String, String> parameters,
            Properties parsed,
            String property,
            PGProperty parameter) {
        parameters.remove(parameter.getName());
        put(settings, property, parameter.getName(), parsed.getProperty(parameter.getName()));
    }

    private static void takeSslMode(Map<String, Part> settings, Map<String, String> parameters, Properties parsed) {
        take(settings, parameters, parsed, PropertyNames.SSL_MODE, PGProperty.SSL_MODE);
        parameters.remove(PGProperty.SSL.getName());
        String ssl = parsed.getProperty(PGProperty.SSL.getName());
        if (ssl != null && !settings.containsKey(PropertyNames.SSL_MODE)) {
            // as the driver interprets it, but for what hosting services recommend, which it only says to verify
            boolean on = ssl.isEmpty() || PGProperty.SSL.getBoolean(parsed);
            SslMode mode = !on
                    ? SslMode.PREFER
                    : ServerVerification.acceptsAny(parsed) ? SslMode.REQUIRE : SslMode.VERIFY_FULL;
            put(settings, PropertyNames.SSL_MODE, PGProperty.SSL.getName(), mode.value);
        }
    }

    private static void takeTimeouts(Map<String, Part> settings, Map<String, String> parameters, Properties parsed) {
        String options = PGProperty.OPTIONS.getOrDefault(parsed);
        if (options != null) {
            StartupOptions taken = StartupOptions.parse(options);
            parameters.remove(PGProperty.OPTIONS.getName());
            if (taken.others() != null) {
                parameters.put(PGProperty.OPTIONS.getName(), encode(taken.others()));
            }
            taken.timeouts()
                    .forEach((property, seconds) -> put(settings, property, PGProperty.OPTIONS.getName(), seconds));
        }
    }

    /** The first schema of the search path, which is where an application would create its tables. */
    private static String firstSchema(Properties parsed) {
        String path = PGProperty.CURRENT_SCHEMA.getOrDefault(parsed);
        return path == null ? null : SearchPathParser.firstSchema(path);
    }

    private static void put(Map<String, Part> settings, String property, String name, String value) {
        if (value != null && !value.isEmpty()) {
            settings.put(property, new Part(name, value));
        }
    }
}
