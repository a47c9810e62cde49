package dev.brickhouse.junit;

import dev.brickhouse.CloneDatabase;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** The fields of a test class that are filled in: those that bear no annotation, and hold nothing of the test's own. */
final class InjectedFields {

    private record Before(Field field, Object value) {}

    private final List<Field> fields;

    private InjectedFields(Class<?> testClass, Predicate<Field> kind) {
        fields = ReflectionSupport.findFields(
                testClass,
                kind.and(InjectedFields::isForDatabase)
                        .and(field -> !Modifier.isFinal(field.getModifiers()) && field.getAnnotations().length == 0),
                HierarchyTraversalMode.TOP_DOWN);
        fields.forEach(field -> field.setAccessible(true));
    }

    static InjectedFields of(Class<?> testClass) {
        return new InjectedFields(testClass, field -> !Modifier.isStatic(field.getModifiers()));
    }

    static InjectedFields ofStatic(Class<?> testClass) {
        return new InjectedFields(testClass, field -> Modifier.isStatic(field.getModifiers()));
    }

    private static boolean isForDatabase(Field field) {
        return field.getType() == CloneDatabase.class || field.getType() == DataSource.class;
    }

    boolean areEmpty() {
        return fields.isEmpty();
    }

    /**
     * Fills those in that are empty or hold what was filled in for the class.
     *
     * @param instance null for static fields
     * @return gives them back the values that they had
     */
    Runnable fill(Object instance, Scope scope, ExtensionContext context) {
        List<Before> undone = new ArrayList<>();
        try {
            for (Field field : fields) {
                Object before = field.get(instance);
                if (before == null || scope.hasMade(before, context)) {
                    CloneDatabase clone = scope.database();
                    field.set(instance, field.getType() == DataSource.class ? clone.dataSource() : clone);
                    undone.add(new Before(field, before));
                }
            }
        } catch (IllegalAccessException e) {
            throw new ExtensionConfigurationException("A field for the database cannot be set: " + e.getMessage(), e);
        }
        return () -> undone.forEach(each -> restore(instance, each));
    }

    private static void restore(Object instance, Before before) {
        try {
            before.field().set(instance, before.value());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("It could be set before", e);
        }
    }
}
