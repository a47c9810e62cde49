package dev.brickhouse.settings;

import java.util.regex.Pattern;

/**
 * How to connect to a database, without the password.
 *
 * @param host the host name or address; an IPv6 address without brackets
 * @param port the port
 * @param database the database
 * @param user the user
 */
public record ConnectionInfo(String host, int port, String database, String user) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%-]+");

    /** What a shell expands even between double quotes. */
    private static final Pattern EXPANDED = Pattern.compile("[$`\"\\\\!]");

    /** What psql takes for a whole connection string where a name is expected. */
    private static final Pattern CONNECTION_STRING = Pattern.compile(".*=.*|postgres(?:ql)?://.*", Pattern.DOTALL);

    /** The same at another address, whose host is written as in a URL. */
    public ConnectionInfo at(String otherHost, int otherPort) {
        return new ConnectionInfo(HostName.withoutBrackets(otherHost), otherPort, database, user);
    }

    /** Host and port, as in a URL. */
    public String address() {
        return JdbcUrl.address(host, Integer.toString(port));
    }

    /** The JDBC URL without user and password, which are passed separately. */
    public String jdbcUrl() {
        return JdbcUrl.PREFIX + "//" + JdbcUrl.address(HostName.withNumericZone(host), Integer.toString(port)) + "/"
                + JdbcUrl.encode(database);
    }

    /** The command line of psql, for a POSIX shell. */
    public String psqlCommand() {
        String named = CONNECTION_STRING.matcher(database).matches()
                ? "dbname='" + database.replaceAll("(['\\\\])", "\\\\$1") + "'"
                : database;
        return "psql -h " + quote(host) + " -p " + port + " -U " + quote(user) + " -d " + quote(named);
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
