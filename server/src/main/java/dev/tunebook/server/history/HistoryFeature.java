package dev.tunebook.server.history;

import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;

/// The lines of runs: taking them in and reading them back.
public final class HistoryFeature implements Feature {
    public HistoryFeature(Platform platform) {}

    @Override
    public String name() {
        return "history";
    }
}
