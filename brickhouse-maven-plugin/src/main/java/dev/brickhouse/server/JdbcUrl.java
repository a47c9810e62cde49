package dev.brickhouse.server;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * A JDBC URL for PostgreSQL, taken apart by the driver itself.
 *
 * @param url the URL without user and password
 * @param host the host; of several, the first
 * @param port the port; of several, the first
 * @param database the database
 * @param user the user in the URL, or null
 * @param password the password in the URL, or null
 */
record JdbcUrl(String url, String host, int port, String database, String user, String password) {

    private static final String PREFIX = "jdbc:postgresql:";
    private static final String MASK = "******";

    static JdbcUrl parse(String text) {
        Properties parsed = parsed(text);
        if (parsed == null) {
            throw new ConfigurationException(PropertyNames.URL + " is '" + mask(text)
                    + "', but it has to be a JDBC URL such as jdbc:postgresql://localhost:5432/postgres,"
                    + " with user and password set on their own.");
        }
        String database = PGProperty.PG_DBNAME.getOrDefault(parsed);
        String user = PGProperty.USER.getOrDefault(parsed);
        return new JdbcUrl(
                withoutCredentials(text),
                first(PGProperty.PG_HOST.getOrDefault(parsed)),
                Integer.parseInt(first(PGProperty.PG_PORT.getOrDefault(parsed))),
                database == null ? user : database,
                user,
                PGProperty.PASSWORD.getOrDefault(parsed));
    }

    /**
     * Null if it is no URL that the driver understands. The driver writes such a URL into its own log, and takes
     * user:password@ for a part of the host's name, so it only gets to see a password in what it does understand.
     */
    private static Properties parsed(String text) {
        String address = text.split("\\?", 2)[0];
        if (!text.startsWith(PREFIX) || address.contains("@") && !address.equals(mask(address))) {
            return null;
        }
        try {
            return Driver.parseURL(withoutCredentials(text), null) == null ? null : Driver.parseURL(text, null);
        } catch (IllegalArgumentException e) {
            // a percent sign without a number behind it
            return null;
        }
    }

    /** The text with every password in it replaced, fit for a log. */
    static String mask(String text) {
        return text.replaceAll("(?i)([?&](?:ssl)?password=)[^&]*", "$1" + MASK)
                .replaceAll("//([^/@:?]*):(?!\\d+/)[^?]*@", "//$1:" + MASK + "@");
    }

    static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String withoutCredentials(String text) {
        int question = text.indexOf('?');
        if (question < 0) {
            return text;
        }
        Map<String, String> kept = new LinkedHashMap<>();
        for (String pair : text.substring(question + 1).split("&")) {
            String name = pair.split("=", 2)[0];
            if (!name.isEmpty() && !name.equals("user") && !name.equals("password")) {
                kept.put(name, pair);
            }
        }
        return text.substring(0, question) + (kept.isEmpty() ? "" : "?" + String.join("&", kept.values()));
    }

    private static String first(String list) {
        String first = list.split(",", 2)[0];
        return first.startsWith("[") && first.endsWith("]") ? first.substring(1, first.length() - 1) : first;
    }
}
