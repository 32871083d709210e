package dev.tunebook.server.runs;

import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;
import java.time.Duration;

/// Runs: creating, finding, changing them, and what happens to them while they live.
public final class RunsFeature implements Feature {
    public RunsFeature(Platform platform, Duration crashedAfter) {}

    @Override
    public String name() {
        return "runs";
    }
}
