package dev.tunebook.model;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/// The nouns stand on nothing of ours, and do no input or output.
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.tunebook.model");

    @Test
    void everythingPointsHereAndThisPointsNowhere() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.tunebook.model..", "java..", "tools.jackson..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void nothingHereReadsAFileOrANetwork() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..")
                        .or(assignableTo("java.io.File")))
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycle() {
        slices().matching("dev.tunebook.(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
