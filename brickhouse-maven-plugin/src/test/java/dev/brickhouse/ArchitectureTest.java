package dev.brickhouse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the rooms: docs/architecture.md says why they stand where they do. */
@AnalyzeClasses(packages = "dev.brickhouse", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String MOJO = "dev.brickhouse.mojo..";

    @ArchTest
    static final ArchRule onlyTheMojosSeeMaven = noClasses()
            .that()
            .resideOutsideOfPackage(MOJO)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.maven..", "org.eclipse.aether..", "org.codehaus.plexus..", "javax.inject..");

    @ArchTest
    static final ArchRule nobodyImportsTheMojos = noClasses()
            .that()
            .resideOutsideOfPackage(MOJO)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(MOJO);

    @ArchTest
    static final ArchRule nobodyImportsTheFacade = noClasses()
            .that()
            .resideOutsideOfPackage("dev.brickhouse")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.brickhouse");

    @ArchTest
    static final ArchRule mojosDoNoDatabaseWork = noClasses()
            .that()
            .resideInAPackage(MOJO)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.postgresql..", "org.flywaydb..", "com.zaxxer..", "io.zonky..");

    @ArchTest
    static final ArchRule theHistoryIsPure = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.brickhouse.history..",
                    "dev.brickhouse.demand..",
                    "dev.brickhouse.calendar..",
                    "dev.brickhouse.random..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "java.nio.file..",
                    "java.net..",
                    "org.postgresql..",
                    "dev.brickhouse.load..",
                    "dev.brickhouse.seed..");

    @ArchTest
    static final ArchRule demandKnowsNothingOfWhatBecomesOfAnOrder = noClasses()
            .that()
            .resideInAnyPackage("dev.brickhouse.demand..", "dev.brickhouse.calendar..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.brickhouse.history..");

    @ArchTest
    static final ArchRule theEngineKnowsNothingOfRetail = noClasses()
            .that()
            .resideInAPackage("dev.brickhouse.load..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.brickhouse.catalog..",
                    "dev.brickhouse.calendar..",
                    "dev.brickhouse.demand..",
                    "dev.brickhouse.history..",
                    "dev.brickhouse.seed..",
                    "dev.brickhouse.schema..");

    @ArchTest
    static final ArchRule theEmbeddedServerKnowsNothingOfConnections = noClasses()
            .that()
            .resideInAPackage("dev.brickhouse.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.brickhouse.connection..",
                    "dev.brickhouse.settings..",
                    "dev.brickhouse.schema..",
                    "com.zaxxer..");

    @ArchTest
    static final ArchRule theSettingsConnectToNothing = noClasses()
            .that()
            .resideInAPackage("dev.brickhouse.settings..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.brickhouse.connection..", "javax.sql..", "com.zaxxer..");

    @ArchTest
    static final ArchRule roomsFormNoCycle =
            slices().matching("dev.brickhouse.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingIsPrinted =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    @ArchTest
    static final ArchRule noMutableStatics = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.brickhouse..")
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule goalsAreFinal = classes()
            .that()
            .haveSimpleNameEndingWith("Mojo")
            .and()
            .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT)
            .and()
            .doNotHaveSimpleName("HelpMojo")
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);
}
