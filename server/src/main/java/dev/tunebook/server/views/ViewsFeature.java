package dev.tunebook.server.views;

import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;

/// Saved workspaces and reports.
public final class ViewsFeature implements Feature {
    public ViewsFeature(Platform platform) {}

    @Override
    public String name() {
        return "views";
    }
}
