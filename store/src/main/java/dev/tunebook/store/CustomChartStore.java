package dev.tunebook.store;

import dev.tunebook.store.charts.CustomChart;
import dev.tunebook.store.charts.NewCustomChart;
import java.util.Optional;

/// Chart definitions by entity and name.
public interface CustomChartStore {

    /// For those who may write to the entity's projects.
    ///
    /// @throws StoreException.NotFound for an entity the viewer cannot see
    Upserted<CustomChart> put(Viewer viewer, NewCustomChart chart);

    Optional<CustomChart> chart(Viewer viewer, String entity, String name);
}
