package dev.brickhouse.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How to connect to a database, without the password.
 *
 * @param host the host name or address; an IPv6 address without brackets
 * @param port the port
 * @param database the database
 * @param user the user
 * @param encryption how the connection is to be encrypted, and whom it trusts: parameters of the driver, most of which
 *     libpq has under the same names
 */
public record ConnectionInfo(String host, int port, String database, String user, Map<String, String> encryption) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%-]+");

    private static final Set<String> OF_LIBPQ = Set.of("sslmode", "sslrootcert", "sslcert", "sslkey");

    /** What a shell expands even between double quotes. */
    private static final Pattern EXPANDED = Pattern.compile("[$`\"\\\\!]");

    /** What psql takes for a whole connection string where a name is expected. */
    private static final Pattern CONNECTION_STRING = Pattern.compile(".*=.*|postgres(?:ql)?://.*", Pattern.DOTALL);

    public ConnectionInfo {
        encryption = Collections.unmodifiableMap(new LinkedHashMap<>(encryption));
    }

    /** With the defaults of the driver or program for the encryption. */
    public ConnectionInfo(String host, int port, String database, String user) {
        this(host, port, database, user, Map.of());
    }

    /** The same at another address, whose host is written as in a URL. */
    public ConnectionInfo at(String otherHost, int otherPort) {
        return new ConnectionInfo(HostName.withoutBrackets(otherHost), otherPort, database, user, encryption);
    }

    /** The same for another database of the server. */
    public ConnectionInfo toDatabase(String other) {
        return new ConnectionInfo(host, port, other, user, encryption);
    }

    /** The same with another {@link #encryption}. */
    ConnectionInfo encryptedBy(Map<String, String> parameters) {
        return new ConnectionInfo(host, port, database, user, parameters);
    }

    /** Host and port, as in a URL. */
    public String address() {
        return JdbcUrl.address(host, Integer.toString(port));
    }

    /** The JDBC URL without user and password, which are passed separately. */
    public String jdbcUrl() {
        return JdbcUrl.PREFIX + "//" + JdbcUrl.address(HostName.withNumericZone(host), Integer.toString(port)) + "/"
                + JdbcUrl.encode(database)
                + (encryption.isEmpty() ? "" : "?")
                + encryption.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + JdbcUrl.encode(parameter.getValue()))
                        .collect(Collectors.joining("&"));
    }

    /** The command line of psql, for a POSIX shell. */
    public String psqlCommand() {
        String parameters = encryption.entrySet().stream()
                .filter(parameter -> OF_LIBPQ.contains(parameter.getKey()))
                .map(parameter -> " " + parameter.getKey() + "=" + inConnectionString(parameter.getValue()))
                .collect(Collectors.joining());
        String named =
                parameters.isEmpty() && !CONNECTION_STRING.matcher(database).matches()
                        ? database
                        : "dbname=" + inConnectionString(database) + parameters;
        return "psql -h " + quote(host) + " -p " + port + " -U " + quote(user) + " -d " + quote(named);
    }

    private static String inConnectionString(String value) {
        return PLAIN.matcher(value).matches() ? value : "'" + value.replaceAll("(['\\\\])", "\\\\$1") + "'";
    }

    private static String quote(String word) {
        if (PLAIN.matcher(word).matches()) {
            return word;
        }
        return word.contains("'") && !EXPANDED.matcher(word).find()
                ? '"' + word + '"'
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
