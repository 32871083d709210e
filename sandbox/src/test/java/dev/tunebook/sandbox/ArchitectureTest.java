package dev.tunebook.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/// Scripts know time and text, the service knows scripts, and the demo is one set of them.
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.tunebook.sandbox");

    @Test
    void scriptsKnowNoServer() {
        noClasses()
                .that()
                .resideInAPackage("dev.tunebook.sandbox.script..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tunebook.sandbox", "dev.tunebook.sandbox.demo..", "io.helidon..", "java.net..")
                .check(CLASSES);
    }

    @Test
    void theServiceKnowsNoDemo() {
        noClasses()
                .that()
                .resideInAPackage("dev.tunebook.sandbox")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tunebook.sandbox.demo..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycle() {
        slices().matching("dev.tunebook.(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
