package dev.tunebook.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/// The command wires the modules by their doors.
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.tunebook.cli");

    @Test
    void commandsUseDoorsOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..internal..",
                        "dev.tunebook.store.sql.history..",
                        "dev.tunebook.store.memory..",
                        "dev.tunebook.store.rows..")
                .check(CLASSES);
    }

    @Test
    void onlyServingKnowsTheServerAndTheStore() {
        noClasses()
                .that()
                .haveNameMatching(".*(Admin|Sync|Login|Sandbox).*")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tunebook.server..", "dev.tunebook.store..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycle() {
        slices().matching("dev.tunebook.(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
