package dev.tunebook.server.live;

import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;

/// Telling open pages that something changed.
public final class LiveFeature implements Feature {
    public LiveFeature(Platform platform) {}

    @Override
    public String name() {
        return "live";
    }
}
