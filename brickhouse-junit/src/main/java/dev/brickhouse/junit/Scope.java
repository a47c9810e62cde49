package dev.brickhouse.junit;

import dev.brickhouse.Brickhouse;
import dev.brickhouse.CloneDatabase;
import dev.brickhouse.SeededDatabase;
import dev.brickhouse.junit.BrickhouseDatabase.Per;
import dev.brickhouse.problem.BrickhouseException;
import dev.brickhouse.problem.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * For whom a clone is.
 *
 * @param annotation the nearest annotation: of the method, of its class, or of a class around that
 * @param owner the context whose end is the clone's
 */
record Scope(BrickhouseDatabase annotation, ExtensionContext owner) {

    static final Namespace NAMESPACE = Namespace.create(BrickhouseExtension.class);

    /** An annotation and the context of the class or method that bears it. */
    private record Found(BrickhouseDatabase annotation, ExtensionContext at) {}

    /** What is closed with its context: JUnit before 5.13 looks for the one interface, and since for the other. */
    @SuppressWarnings("try")
    record Kept<T extends AutoCloseable>(T resource) implements Store.CloseableResource, AutoCloseable {

        @Override
        public void close() throws Exception {
            resource.close();
        }
    }

    /** The scope of a test method, or else of a class; empty if neither has the annotation. */
    static Optional<Scope> of(ExtensionContext context) {
        return nearest(context).map(found -> of(found, context));
    }

    /** As {@link #of}, but empty if each method of the class has a clone of its own. */
    static Optional<Scope> ofClass(ExtensionContext context) {
        return nearest(context)
                .filter(found -> found.annotation().per() != Per.METHOD)
                .map(found -> of(found, context));
    }

    private static Optional<Found> nearest(ExtensionContext context) {
        return context.getElement()
                .flatMap(element -> AnnotationSupport.findAnnotation(element, BrickhouseDatabase.class))
                .map(annotation -> new Found(annotation, context))
                .or(() -> context.getParent().flatMap(Scope::nearest));
    }

    private static Scope of(Found found, ExtensionContext asking) {
        if (found.at().getTestMethod().isPresent()) {
            return new Scope(found.annotation(), found.at());
        }
        return switch (found.annotation().per()) {
            case PROCESS -> new Scope(found.annotation(), asking.getRoot());
            case CLASS -> new Scope(found.annotation(), found.at());
            case METHOD -> {
                if (asking.getTestMethod().isEmpty()) {
                    throw new ExtensionConfigurationException("Each test method of "
                            + asking.getRequiredTestClass().getName()
                            + " has a database of its own (per = METHOD), so there is none for static fields, constructors and"
                            + " @BeforeAll; take it as a parameter of the method, or leave per = METHOD out.");
                }
                yield new Scope(found.annotation(), asking);
            }
        };
    }

    /** The clone, made when it is first asked for. */
    CloneDatabase database() {
        Map<String, String> settings = AnnotatedSettings.of(annotation, owner::getConfigurationParameter);
        CloneDatabase clone = kept(
                owner,
                List.of("clone", owner.getUniqueId(), settings),
                () -> seeded(settings).newClone());
        owner.getStore(NAMESPACE).put(clone.dataSource(), true);
        return clone;
    }

    /** Whether a field's value comes from here, so that it may be replaced. */
    boolean hasMade(Object value, ExtensionContext context) {
        return value instanceof CloneDatabase || context.getStore(NAMESPACE).get(value) != null;
    }

    /** One for all tests with the same settings. */
    private SeededDatabase seeded(Map<String, String> settings) {
        return kept(owner.getRoot(), List.of("seeded", settings), () -> {
            Brickhouse brickhouse = Brickhouse.embedded();
            settings.forEach(brickhouse::set);
            return brickhouse.start();
        });
    }

    @SuppressWarnings("unchecked")
    private static <T extends AutoCloseable> T kept(ExtensionContext context, Object key, Supplier<T> maker) {
        return ((Kept<T>) context.getStore(NAMESPACE).getOrComputeIfAbsent(key, absent -> new Kept<>(made(maker))))
                .resource();
    }

    /** What the user has to change is told without a trace of where it was found. */
    private static <T> T made(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (ConfigurationException e) {
            throw new ExtensionConfigurationException(e.getMessage());
        } catch (BrickhouseException e) {
            throw new ExtensionConfigurationException(e.getMessage(), e);
        }
    }
}
