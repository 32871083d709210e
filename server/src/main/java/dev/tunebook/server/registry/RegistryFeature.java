package dev.tunebook.server.registry;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.accounts.Organization;
import dev.tunebook.store.projects.Project;
import java.util.List;

/// Registries: projects of an organisation whose name begins with `wandb-registry-`, holding linked versions.
public final class RegistryFeature implements Feature {
    private final RegistryMembers members;

    public RegistryFeature(Platform platform) {
        this.members = new RegistryMembers(platform.store());
    }

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public List<String> flags() {
        return List.of("ARTIFACT_REGISTRY_SEARCH", "INCLUDE_ARTIFACT_TYPES_IN_REGISTRY_CREATION");
    }

    @Override
    public void wire(Wiring wiring) {
        members.wire(wiring);
        wiring.type("Project", Project.class)
                .field(
                        "allowAllArtifactTypesInRegistry",
                        project -> Json.parseObject(project.settings())
                                .path(Project.ALL_ARTIFACT_TYPES)
                                .asBoolean(true));
        wiring.type("Organization", Organization.class)
                .field("advancedRegistryFeatures", organization -> new AdvancedRegistryFeatures(false));
        wiring.record("AdvancedRegistryFeatures", AdvancedRegistryFeatures.class);
    }

    record AdvancedRegistryFeatures(boolean advancedSearch) {}
}
