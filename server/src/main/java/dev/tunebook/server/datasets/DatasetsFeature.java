package dev.tunebook.server.datasets;

import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;
import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.Route;
import java.nio.file.Path;
import java.util.List;

/// What the web app shows of data files without sending them whole.
public final class DatasetsFeature implements Feature {
    private final RowsEndpoint rows;
    private final TableEndpoint tables;

    private final Insights insights;
    private final InsightEndpoints found;
    private final CommittedData committed;

    /// @param folder where what is found out about data files is kept
    public DatasetsFeature(Platform platform, Path folder) {
        DataFiles files = new DataFiles(platform.store());
        this.insights = new Insights(files, new InsightFolder(folder));
        this.found = new InsightEndpoints(files, insights);
        this.committed = new CommittedData(platform.store(), insights);
        this.rows = new RowsEndpoint(files);
        this.tables = new TableEndpoint(files);
    }

    @Override
    public String name() {
        return "datasets";
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.guarded(Method.GET, "/api/artifacts/{id}/rows", rows::answer),
                Route.guarded(Method.GET, "/api/artifacts/{id}/table", tables::answer),
                Route.guarded(Method.GET, "/api/artifacts/{id}/insight", found::insight),
                Route.guarded(Method.GET, "/api/artifacts/{id}/overlap", found::overlap),
                Route.guarded(Method.GET, "/api/artifacts/{id}/diff", found::difference));
    }

    @Override
    public void stop() {
        committed.close();
        insights.close();
    }
}
