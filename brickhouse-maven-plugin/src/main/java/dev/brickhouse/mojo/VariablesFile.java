package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.FileFailures;
import dev.brickhouse.settings.ConnectionInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A file in the format of <code>.env</code> that says where a database is, for shells, containers and scripts. */
record VariablesFile(Path file) {

    private static final String URL = "JDBC_URL";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:%-]+");

    /** @throws EnvironmentException if it cannot be written */
    void write(ConnectionInfo connection, List<ConnectionInfo> clones) {
        List<String> lines = new ArrayList<>();
        lines.add(line(PropertyNames.ENV_HOST, connection.host()));
        lines.add(line(PropertyNames.ENV_PORT, Integer.toString(connection.port())));
        lines.add(line(PropertyNames.ENV_DATABASE, connection.database()));
        lines.add(line(PropertyNames.ENV_USER, connection.user()));
        lines.add(line(URL, connection.jdbcUrl()));
        int number = 1;
        for (ConnectionInfo clone : clones) {
            lines.add(line(PropertyNames.ENV_DATABASE + "_" + number, clone.database()));
            lines.add(line(URL + "_" + number, clone.jdbcUrl()));
            number++;
        }
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "The file " + file + " could not be written (" + FileFailures.words(e) + ").", e);
        }
    }

    private static String line(String name, String value) {
        return name + "=" + (PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'");
    }
}
