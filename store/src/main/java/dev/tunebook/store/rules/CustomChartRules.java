package dev.tunebook.store.rules;

import dev.tunebook.model.wire.Json;
import dev.tunebook.store.CustomChartStore;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Upserted;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.charts.CustomChart;
import dev.tunebook.store.charts.NewCustomChart;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.rows.Engine;
import java.util.Optional;

/// Chart definitions.
record CustomChartRules(Engine engine, Journal journal) implements CustomChartStore {

    @Override
    public Upserted<CustomChart> put(Viewer viewer, NewCustomChart chart) {
        Json.parseObject(chart.spec());
        if (chart.name().isBlank()) {
            throw new StoreException.Invalid("no_name", "a chart needs a name; runs refer to it by that");
        }
        return engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            var entity = rights.requireEntity(chart.entity(), Access.WRITE);
            var standing = rows.customCharts().byName(entity.id(), chart.name());
            var kept = new CustomChart(
                    standing.map(CustomChart::id).orElseGet(rows::newId),
                    entity.id(),
                    chart.name(),
                    chart.displayName(),
                    chart.type(),
                    chart.shared(),
                    chart.spec(),
                    standing.flatMap(CustomChart::userId).or(rights::userId),
                    journal.now());
            rows.customCharts().put(kept);
            return new Upserted<>(kept, standing.isEmpty());
        });
    }

    @Override
    public Optional<CustomChart> chart(Viewer viewer, String entityName, String name) {
        if (viewer.isStranger()) {
            return Optional.empty();
        }
        return engine.read(rows -> rows.accounts()
                .entity(entityName)
                .flatMap(entity -> rows.customCharts()
                        .byName(entity.id(), name)
                        .filter(chart -> chart.shared()
                                || new Rights(rows, viewer).in(entity).isPresent())));
    }
}
