package dev.brickhouse.schema;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Connections on which Flyway changes no session. After each migration, and when it closes a connection, Flyway sets
 * the search path and the role that it found there for the rest of the session: behind a pooler that session may be
 * another one and goes to other clients next, and Flyway writes the role's name into SQL without regard to quotes in
 * it. Neither is needed: {@link TargetSearchPath} sets the path for each migration, and no migration changes the role.
 */
final class FlywayConnections {

    private static final String PATH_OF_SESSION = "SELECT set_config('search_path', ?, false)";

    private static final String PATH_OF_TRANSACTION = "SELECT set_config('search_path', ?, true)";

    private static final String ROLE_OF_SESSION = "SET ROLE '";

    private static final String NOTHING = "SELECT";

    private FlywayConnections() {}

    /** Those of a pool. */
    static DataSource of(DataSource pool) {
        return proxy(
                DataSource.class,
                pool,
                UnaryOperator.identity(),
                made -> made instanceof Connection connection ? of(connection) : made);
    }

    private static Connection of(Connection connection) {
        return proxy(Connection.class, connection, FlywayConnections::withinTransaction, UnaryOperator.identity());
    }

    private static Object withinTransaction(Object argument) {
        if (argument instanceof String sql) {
            return sql.startsWith(ROLE_OF_SESSION) ? NOTHING : sql.equals(PATH_OF_SESSION) ? PATH_OF_TRANSACTION : sql;
        }
        return argument;
    }

    /**
     * @param arguments changes each argument
     * @param results changes each result
     */
    private static <T> T proxy(
            Class<T> type, T target, UnaryOperator<Object> arguments, UnaryOperator<Object> results) {
        return type.cast(Proxy.newProxyInstance(
                FlywayConnections.class.getClassLoader(),
                new Class<?>[] {type},
                new Handler(target, arguments, results)));
    }

    private record Handler(Object target, UnaryOperator<Object> arguments, UnaryOperator<Object> results)
            implements InvocationHandler {

        @Override
        public Object invoke(Object proxy, Method method, Object[] given) throws Throwable {
            Object[] changed = given == null ? null : given.clone();
            for (int i = 0; changed != null && i < changed.length; i++) {
                changed[i] = arguments.apply(changed[i]);
            }
            try {
                return results.apply(method.invoke(target, changed));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
