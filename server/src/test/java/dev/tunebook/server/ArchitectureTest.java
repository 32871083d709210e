package dev.tunebook.server;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The server's three rings: the root knows the features, features know the platform, and no feature knows another.
/// What many features lean on is a noun, a contract or the platform.
class ArchitectureTest {
    private static final String ROOT = "dev.tunebook.server";

    /// What features stand on. A package that is neither here nor the root is a feature.
    private static final Set<String> PLATFORM =
            Set.of("auth", "feature", "filter", "graphql", "http", "providers", "storage");

    /// What everybody may lean on: the nouns of the model, the contracts of the store, and this ring's own platform.
    private static final Set<String> FOUNDATIONS =
            Set.of("dev.tunebook.model", "dev.tunebook.model.wire", "dev.tunebook.store");

    /// Of the data of the store's areas only the nouns that the others hang on; each further one is decided here.
    private static final Set<String> NOUNS = Set.of(
            "dev.tunebook.store.accounts.Entity",
            "dev.tunebook.store.projects.Access",
            "dev.tunebook.store.projects.Project",
            "dev.tunebook.store.runs.Run");

    /// More features than this leaning on one type say that it belongs to the platform, or does too much.
    private static final int MOST_FEATURES = 4;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void everyRingKnowsOnlyInwards() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass from : CLASSES) {
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass();
                if (isOurs(to) && !mayKnow(place(from), place(to))) {
                    wrong.add(from.getName() + " -> " + to.getName());
                }
            }
        }
        assertThat(CLASSES).isNotEmpty();
        assertThat(wrong).isEmpty();
    }

    @Test
    void packagesHaveNoCycle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noTypeOutsideThePlatformHasDependentsInMoreThanFourFeatures() {
        Map<String, Set<String>> features = new TreeMap<>();
        for (JavaClass from : CLASSES) {
            if (isFeature(place(from))) {
                from.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> outermost(dependency.getTargetClass()))
                        .filter(ArchitectureTest::isNoFoundation)
                        .forEach(to -> features.computeIfAbsent(to.getName(), name -> new TreeSet<>())
                                .add(place(from)));
            }
        }
        assertThat(features).containsKey("dev.tunebook.store.accounts.User");
        features.values().removeIf(dependents -> dependents.size() <= MOST_FEATURES);
        assertThat(features).isEmpty();
    }

    private static boolean isNoFoundation(JavaClass type) {
        return type.getPackageName().startsWith("dev.tunebook.")
                && !FOUNDATIONS.contains(type.getPackageName())
                && !NOUNS.contains(type.getName())
                && (!isOurs(type) || isFeature(place(type)));
    }

    private static boolean isFeature(String place) {
        return !place.isEmpty() && !PLATFORM.contains(place);
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass base = type.getBaseComponentType();
        return base.getEnclosingClass().map(ArchitectureTest::outermost).orElse(base);
    }

    private static boolean mayKnow(String from, String to) {
        if (from.isEmpty() || from.equals(to)) {
            return true;
        }
        return PLATFORM.contains(to);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    /// The package below the root; empty for the root itself.
    private static String place(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }
}
