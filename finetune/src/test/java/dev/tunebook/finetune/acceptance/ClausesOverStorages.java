package dev.tunebook.finetune.acceptance;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.junit.platform.commons.support.ReflectionSupport;

/// Each clause of the test's class, over each storage.
final class ClausesOverStorages implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return clauses(context.getRequiredTestClass())
                .flatMap(clause -> Storage.chosen().stream().map(storage -> Arguments.of(clause, storage)));
    }

    private static Stream<?> clauses(Class<?> ofCase) {
        return ReflectionSupport.findMethod(ofCase, "clauses")
                .map(method -> (Stream<?>) ReflectionSupport.invokeMethod(method, null))
                .orElseThrow(() -> new IllegalStateException(ofCase + " has no static clauses()"));
    }
}
