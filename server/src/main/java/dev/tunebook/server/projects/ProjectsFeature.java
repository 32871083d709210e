package dev.tunebook.server.projects;

import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;

/// Projects of an entity.
public final class ProjectsFeature implements Feature {
    public ProjectsFeature(Platform platform) {}

    @Override
    public String name() {
        return "projects";
    }
}
