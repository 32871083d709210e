package dev.tunebook.finetune;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/// The sync stands on the doors of the SDK, and a dialect on nothing but the port for providers.
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.tunebook.finetune");

    @Test
    void theSyncUsesTheSdkAsAnyProgramDoes() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tunebook.sdk.internal..")
                .check(CLASSES);
    }

    @Test
    void aDialectKnowsThePortAndTheFormatsOnly() {
        classes()
                .that()
                .resideInAnyPackage("dev.tunebook.finetune.openai..", "dev.tunebook.finetune.provider..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "tools.jackson..")
                        .or(resideInAnyPackage("dev.tunebook.model..", "dev.tunebook.finetune.format.."))
                        .or(resideInAnyPackage("dev.tunebook.finetune.openai..", "dev.tunebook.finetune.provider..")))
                .check(CLASSES);
    }

    @Test
    void theInsideKnowsNeitherTheDoorNorADialect() {
        noClasses()
                .that()
                .resideInAPackage("dev.tunebook.finetune.internal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.tunebook.finetune", "dev.tunebook.finetune.archive..", "dev.tunebook.finetune.openai..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycle() {
        slices().matching("dev.tunebook.(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
