package dev.tunebook.store.sql;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/// One door; histories stand apart from metadata, as they will when they move to another machine.
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.tunebook.store.sql");

    @Test
    void theOneDoorIsTheStore() {
        classes()
                .that()
                .resideInAPackage("dev.tunebook.store.sql")
                .and()
                .arePublic()
                .should()
                .haveSimpleName("SqlStore")
                .check(CLASSES);
    }

    @Test
    void historiesKnowTheirContractOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.tunebook.store.sql.history..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.tunebook.store.sql",
                        "dev.tunebook.store.rows..",
                        "dev.tunebook.store.rules..",
                        "dev.tunebook.store.memory..",
                        "dev.tunebook.store.accounts..",
                        "dev.tunebook.store.artifacts..",
                        "dev.tunebook.store.views..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycle() {
        slices().matching("dev.tunebook.(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
