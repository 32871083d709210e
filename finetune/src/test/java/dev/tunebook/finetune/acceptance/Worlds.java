package dev.tunebook.finetune.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives each test empty worlds: of whatever storage, or one over the store in memory. The server behind those of a
/// storage is one for all tests.
final class Worlds implements ParameterResolver {
    private static final ExtensionContext.Namespace OWN = ExtensionContext.Namespace.create(Worlds.class);

    /// Empty worlds.
    interface Source {
        SyncWorld over(Storage storage);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Source.class || type == SyncWorld.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store kept = context.getRoot().getStore(OWN);
        Source worlds = storage ->
                kept.computeIfAbsent(storage, Worlds::start, SyncWorld.class).fresh();
        return parameter.getParameter().getType() == SyncWorld.class ? worlds.over(Storage.MEMORY) : worlds;
    }

    private static SyncWorld start(Storage storage) {
        try {
            return new SyncWorld(storage, Files.createTempDirectory("tunebook-acceptance-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
