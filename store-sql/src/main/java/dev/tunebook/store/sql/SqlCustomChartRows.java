package dev.tunebook.store.sql;

import dev.tunebook.store.charts.CustomChart;
import dev.tunebook.store.rows.CustomChartRows;
import java.util.List;
import java.util.Optional;

record SqlCustomChartRows(Session session) implements CustomChartRows {
    private static final Table<CustomChart> CHARTS = new Table<>(
            "custom_chart",
            1,
            "id, entity_id, name, display_name, type, shared, spec, user_id, updated_at",
            cells -> new CustomChart(
                    cells.number(),
                    cells.number(),
                    cells.text(),
                    cells.text(),
                    cells.text(),
                    cells.flag(),
                    cells.text(),
                    cells.optional(Cells::number),
                    cells.instant()),
            chart -> List.of(
                    chart.id(),
                    chart.entityId(),
                    chart.name(),
                    chart.displayName(),
                    chart.type(),
                    chart.shared(),
                    chart.spec(),
                    chart.userId(),
                    chart.updatedAt()));
    private static final Query<CustomChart> BY_NAME = CHARTS.where("entity_id = ? AND name = ?");
    private static final Query<CustomChart> OF_ENTITY = CHARTS.where("entity_id = ? ORDER BY id");
    private static final String DELETE = CHARTS.deleteWhere("id = ?");

    @Override
    public void put(CustomChart chart) {
        session.put(CHARTS, chart);
    }

    @Override
    public Optional<CustomChart> byName(long entityId, String name) {
        return session.one(BY_NAME, entityId, name);
    }

    @Override
    public List<CustomChart> ofEntity(long entityId) {
        return session.all(OF_ENTITY, entityId);
    }

    @Override
    public void delete(long id) {
        session.execute(DELETE, id);
    }
}
