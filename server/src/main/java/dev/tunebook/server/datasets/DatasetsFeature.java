package dev.tunebook.server.datasets;

import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;
import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.Route;
import java.util.List;

/// What the web app shows of data files without sending them whole.
public final class DatasetsFeature implements Feature {
    private final RowsEndpoint rows;
    private final TableEndpoint tables;

    public DatasetsFeature(Platform platform) {
        DataFiles files = new DataFiles(platform.store());
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
                Route.guarded(Method.GET, "/api/artifacts/{id}/table", tables::answer));
    }
}
