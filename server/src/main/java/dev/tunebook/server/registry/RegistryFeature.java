package dev.tunebook.server.registry;

import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;

/// Registries: linked collections of an organisation, and their members.
public final class RegistryFeature implements Feature {
    public RegistryFeature(Platform platform) {}

    @Override
    public String name() {
        return "registry";
    }
}
