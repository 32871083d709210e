package dev.tunebook.finetune.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives each test an empty world; the server behind them is one for all tests.
final class Worlds implements ParameterResolver {
    private static final ExtensionContext.Namespace OWN = ExtensionContext.Namespace.create(Worlds.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SyncWorld.class;
    }

    @Override
    public SyncWorld resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(OWN)
                .computeIfAbsent(SyncWorld.class, type -> start(), SyncWorld.class)
                .fresh();
    }

    private static SyncWorld start() {
        try {
            return new SyncWorld(Files.createTempDirectory("tunebook-acceptance-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
