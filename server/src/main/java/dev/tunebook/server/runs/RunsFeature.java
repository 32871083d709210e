package dev.tunebook.server.runs;

import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;
import dev.tunebook.server.graphql.Wiring;
import java.time.Duration;
import java.util.List;

/// Runs: creating, finding, changing them, and what happens to them while they live.
public final class RunsFeature implements Feature {
    private final Platform platform;

    /// @param crashedAfter silence after which a running run counts as crashed
    public RunsFeature(Platform platform, Duration crashedAfter) {
        this.platform = platform;
        new SilenceWatch(platform, crashedAfter).start();
    }

    @Override
    public String name() {
        return "runs";
    }

    @Override
    public void wire(Wiring wiring) {
        new RunFields(platform.store()).wire(wiring);
        new ProjectRuns(platform.store()).wire(wiring);
        new RunMutations(platform).wire(wiring);
        new BulkRunMutations(platform).wire(wiring);
        new RunAlerts(platform.store()).wire(wiring);
    }

    @Override
    public List<String> flags() {
        return List.of("UPDATE_RUN_STATE");
    }
}
