package dev.tunebook.sdk;

import static com.tngtech.archunit.base.DescribedPredicate.allElements;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/// What a program imports is `dev.tunebook.sdk` and its errors; the rest is ours to change.
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.tunebook.sdk");

    /// But for the one through which tests bring their own time and network.
    @Test
    void theDoorsShowNothingOfTheInside() {
        codeUnits()
                .that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage("..internal..")
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .arePublic()
                .and()
                .doNotHaveName("world")
                .should()
                .haveRawReturnType(resideOutsideOfPackage("..internal.."))
                .andShould()
                .haveRawParameterTypes(allElements(resideOutsideOfPackage("..internal..")))
                .check(CLASSES);
    }

    @Test
    void theInsideKnowsNoDoor() {
        noClasses()
                .that()
                .resideInAPackage("..internal..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tunebook.sdk")
                .check(CLASSES);
    }

    @Test
    void aProgramThatImportsUsGetsLittleElse() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.tunebook.sdk..",
                        "dev.tunebook.model..",
                        "java..",
                        "javax.imageio..",
                        "tools.jackson..",
                        "com.dynatrace.hash4j..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycle() {
        slices().matching("dev.tunebook.(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
