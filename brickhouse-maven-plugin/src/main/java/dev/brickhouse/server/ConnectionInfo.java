package dev.brickhouse.server;

import java.util.regex.Pattern;

/**
 * How to connect to a database, without the password.
 *
 * @param host the host name or address
 * @param port the port
 * @param database the database
 * @param user the user
 */
public record ConnectionInfo(String host, int port, String database, String user) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@-]+");

    /** The JDBC URL, to which user and password are given separately. */
    public String jdbcUrl() {
        String address = host.contains(":") ? "[" + host + "]" : host;
        return "jdbc:postgresql://" + address + ":" + port + "/" + JdbcUrl.encode(database);
    }

    /** The command line for psql. */
    public String psqlCommand() {
        return "psql -h " + quote(host) + " -p " + port + " -U " + quote(user) + " -d " + quote(database);
    }

    private static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
