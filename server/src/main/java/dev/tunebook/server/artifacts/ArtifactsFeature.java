package dev.tunebook.server.artifacts;

import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;

/// Artifacts: versions, manifests, content, lineage.
public final class ArtifactsFeature implements Feature {
    public ArtifactsFeature(Platform platform) {}

    @Override
    public String name() {
        return "artifacts";
    }
}
