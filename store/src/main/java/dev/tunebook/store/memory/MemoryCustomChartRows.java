package dev.tunebook.store.memory;

import dev.tunebook.store.charts.CustomChart;
import dev.tunebook.store.rows.CustomChartRows;
import java.util.List;
import java.util.Optional;

final class MemoryCustomChartRows implements CustomChartRows {
    private final Table<Long, CustomChart> rows;
    private final Table<Long, CustomChart>.Index<Long> byEntity;
    private final Table<Long, CustomChart>.Index<Pair<Long, String>> byName;

    MemoryCustomChartRows(Undo undo) {
        rows = new Table<>(undo, CustomChart::id);
        byEntity = rows.by(CustomChart::entityId);
        byName = rows.by(chart -> new Pair<>(chart.entityId(), chart.name()));
    }

    @Override
    public void put(CustomChart chart) {
        rows.put(chart);
    }

    @Override
    public Optional<CustomChart> byName(long entityId, String name) {
        return byName.one(new Pair<>(entityId, name));
    }

    @Override
    public List<CustomChart> ofEntity(long entityId) {
        return byEntity.all(entityId);
    }

    @Override
    public void delete(long id) {
        rows.remove(id);
    }
}
