package dev.brickhouse.spark;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The data source knows how rows are made, not how they are planned, and nothing of databases. */
class UsedPackagesTest {

    @Test
    void theSourceSeesOnlyThePackagesThatRowsComeFrom() {
        noClasses()
                .that()
                .resideInAPackage("dev.brickhouse.spark")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.brickhouse..")
                        .and(not(resideInAnyPackage(
                                "dev.brickhouse.spark",
                                "dev.brickhouse.seed",
                                "dev.brickhouse.load",
                                "dev.brickhouse.config",
                                "dev.brickhouse.parameter",
                                "dev.brickhouse.problem"))))
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.brickhouse.spark"));
    }
}
