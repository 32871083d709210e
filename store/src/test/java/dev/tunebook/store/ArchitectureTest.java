package dev.tunebook.store;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/// Contracts, the rules every engine shares, and the engines that need nothing else.
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.tunebook.store");

    private static final String[] CONTRACTS = {
        "dev.tunebook.store",
        "dev.tunebook.store.accounts",
        "dev.tunebook.store.artifacts",
        "dev.tunebook.store.blobs",
        "dev.tunebook.store.charts",
        "dev.tunebook.store.history",
        "dev.tunebook.store.projects",
        "dev.tunebook.store.providers",
        "dev.tunebook.store.runs",
        "dev.tunebook.store.views"
    };

    @Test
    void contractsKnowContractsOnly() {
        classes()
                .that()
                .resideInAnyPackage(CONTRACTS)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(CONTRACTS)
                        .or(resideInAnyPackage("dev.tunebook.model..", "java..", "org.jspecify.."))
                        .or(resideInAnyPackage("com.dynatrace.hash4j..", "com.google.re2j..", "tools.jackson..")))
                .check(CLASSES);
    }

    @Test
    void rulesKnowNoEngine() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.tunebook.store.rules..", "dev.tunebook.store.rows..", "dev.tunebook.store.index..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tunebook.store.memory..", "dev.tunebook.store.files..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycle() {
        slices().matching("dev.tunebook.(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
