package dev.brickhouse.junit;

import dev.brickhouse.CloneDatabase;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/** Fills in what {@link BrickhouseDatabase} promises. */
final class BrickhouseExtension
        implements TestInstancePreConstructCallback,
                TestInstancePostProcessor,
                BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver {

    private static final String STATIC_FIELDS = "static fields of ";
    private static final String INSTANCE_FIELDS = "instance fields";
    private static final Set<Class<?>> PARAMETERS = Set.of(DataSource.class, CloneDatabase.class, Connection.class);

    BrickhouseExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        fillStaticFields(context);
    }

    /** An instance that runs all tests is made before {@link #beforeAll}, and frameworks look at static fields then. */
    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        fillStaticFields(context);
    }

    private static void fillStaticFields(ExtensionContext context) {
        InjectedFields fields = InjectedFields.ofStatic(context.getRequiredTestClass());
        if (!fields.areEmpty()) {
            Scope.of(context)
                    .ifPresent(scope -> store(context)
                            .getOrComputeIfAbsent(
                                    STATIC_FIELDS + context.getUniqueId(), key -> fields.fill(null, scope, context)));
        }
    }

    /** For methods with {@code @BeforeAll} that are not static. */
    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) {
        Scope.ofClass(context)
                .ifPresent(scope -> InjectedFields.of(instance.getClass()).fill(instance, scope, context));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        List<Runnable> undo = new ArrayList<>();
        Scope.of(context)
                .ifPresent(scope -> context.getRequiredTestInstances()
                        .getAllInstances()
                        .forEach(instance ->
                                undo.add(InjectedFields.of(instance.getClass()).fill(instance, scope, context))));
        store(context).put(INSTANCE_FIELDS, (Runnable) () -> undo.forEach(Runnable::run));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        undo(context, INSTANCE_FIELDS);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        undo(context, STATIC_FIELDS + context.getUniqueId());
    }

    private static void undo(ExtensionContext context, String fields) {
        Runnable undo = store(context).remove(fields, Runnable.class);
        if (undo != null) {
            undo.run();
        }
    }

    /** What bears an annotation, or is for a constructor that does, is for whoever gives that a meaning. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Executable executable = parameter.getDeclaringExecutable();
        return PARAMETERS.contains(parameter.getParameter().getType())
                && parameter.getParameter().getAnnotations().length == 0
                && !(executable instanceof Constructor<?> && executable.getAnnotations().length > 0);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        CloneDatabase clone = database(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == CloneDatabase.class) {
            return clone;
        }
        return type == DataSource.class ? clone.dataSource() : connection(clone, context);
    }

    private static CloneDatabase database(ExtensionContext context) {
        try {
            return Scope.of(context)
                    .orElseThrow(() -> new ExtensionConfigurationException(
                            "There is no @BrickhouseDatabase here; put it on the test class or on the method."))
                    .database();
        } catch (ExtensionConfigurationException e) {
            // JUnit would put words of its own before any other kind
            throw new ParameterResolutionException(e.getMessage(), e.getCause());
        }
    }

    private static Connection connection(CloneDatabase clone, ExtensionContext context) {
        try {
            Connection connection = clone.dataSource().getConnection();
            store(context).put(connection, new Scope.Kept<>(connection));
            return connection;
        } catch (SQLException e) {
            throw new ExtensionConfigurationException(
                    "The database " + clone + " does not let the test in: " + e.getMessage(), e);
        }
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(Scope.NAMESPACE);
    }
}
