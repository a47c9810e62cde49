package dev.brickhouse.connection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * A connection through a pooler. A setting made outside of a transaction may reach another session than the next
 * statement does, and that session then goes to another client. So settings are only made inside transactions, at the
 * start of each one.
 */
final class TransactionSettings implements InvocationHandler {

    private static final Set<String> MAKE_STATEMENTS = Set.of("createStatement", "prepareStatement", "prepareCall");

    private final Connection connection;
    private final BaseConnection driver;
    private final String settings;

    private TransactionSettings(Connection connection, String settings) throws SQLException {
        this.connection = connection;
        this.driver = connection.unwrap(BaseConnection.class);
        this.settings = settings;
    }

    /** @param settings the statements that every transaction begins with */
    static Connection on(Connection connection, String settings) throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                TransactionSettings.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new TransactionSettings(connection, settings));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (MAKE_STATEMENTS.contains(method.getName())
                && !connection.getAutoCommit()
                && driver.getTransactionState() == TransactionState.IDLE) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(settings);
            }
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
