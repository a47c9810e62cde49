package dev.brickhouse.connection;

import dev.brickhouse.settings.PasswordCommand;
import dev.brickhouse.settings.ResolvedDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/** Opens a connection as a user, with the password of the settings or of the command that prints it. */
final class Login {

    private Login() {}

    /**
     * @param url the address, with what a connection asks for beyond that of the settings
     * @param properties the driver's other parameters
     * @throws SQLException if that fails; it says what in the address is to blame, if anything is
     */
    static Connection open(String url, ResolvedDatabase.Connect connect, Properties properties) throws SQLException {
        properties.setProperty("user", connect.info().user());
        try {
            return connect.passwordCommand() == null
                    ? with(connect.password(), url, properties)
                    : withCommand(connect.passwordCommand(), url, properties);
        } catch (SQLException e) {
            UrlFault.explain(e, connect);
            throw e;
        }
    }

    private static Connection withCommand(PasswordCommand command, String url, Properties properties)
            throws SQLException {
        String password = command.password();
        try {
            return with(password, url, properties);
        } catch (SQLException refusal) {
            if (!PasswordCommand.isRefusal(refusal)) {
                throw refusal;
            }
            // it may have been replaced since
            String next = command.passwordAfter(password);
            if (next.equals(password)) {
                throw command.explained(refusal);
            }
            try {
                return with(next, url, properties);
            } catch (SQLException e) {
                throw PasswordCommand.isRefusal(e) ? command.explained(e) : e;
            }
        }
    }

    /** @param password null to let the driver look for it */
    private static Connection with(String password, String url, Properties properties) throws SQLException {
        if (password != null) {
            properties.setProperty("password", password);
        }
        return new Driver().connect(url, properties);
    }
}
