package dev.tunebook.server.history;

import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.http.Route;
import java.util.List;
import java.util.stream.Stream;

/// The lines of runs: taking them in and reading them back.
public final class HistoryFeature implements Feature {
    private final Platform platform;
    private final int requestsPerMinute;

    /// @param requestsPerMinute stream requests of one user, 0 for any number
    public HistoryFeature(Platform platform, int requestsPerMinute) {
        this.platform = platform;
        this.requestsPerMinute = requestsPerMinute;
    }

    @Override
    public String name() {
        return "history";
    }

    @Override
    public List<Route> routes() {
        HistoryIngest ingest = new HistoryIngest(platform.store(), platform.clock(), platform.metrics());
        return Stream.of(
                        new FileStreamEndpoint(ingest, new StreamQuota(requestsPerMinute, platform.clock())).route(),
                        new SeriesEndpoint(platform.store()).route())
                .toList();
    }

    @Override
    public void wire(Wiring wiring) {
        new HistoryFields(platform.store()).wire(wiring);
        new ConsoleFields(platform.store()).wire(wiring);
        new Rewind(platform.store()).wire(wiring);
    }

    @Override
    public List<String> flags() {
        return List.of("STRUCTURED_CONSOLE_LOGS", "FILESTREAM_GZIP");
    }
}
