package dev.brickhouse.junit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The extension is one user of the core among others: it comes in by the door. */
class FacadeOnlyTest {

    @Test
    void theExtensionSeesOnlyTheFacadeAndItsErrors() {
        noClasses()
                .that()
                .resideInAPackage("dev.brickhouse.junit")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.brickhouse..")
                        .and(not(resideInAnyPackage(
                                "dev.brickhouse", "dev.brickhouse.junit", "dev.brickhouse.problem"))))
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.brickhouse.junit"));
    }
}
