package dev.tunebook.server.projects;

import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;
import dev.tunebook.server.graphql.Wiring;

/// Projects of an entity.
public final class ProjectsFeature implements Feature {
    private final Platform platform;

    public ProjectsFeature(Platform platform) {
        this.platform = platform;
    }

    @Override
    public String name() {
        return "projects";
    }

    @Override
    public void wire(Wiring wiring) {
        new ProjectFields(platform.store()).wire(wiring);
        new ProjectMutations(platform.store()).wire(wiring);
    }
}
