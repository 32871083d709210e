package dev.tunebook.store.rows;

import dev.tunebook.store.charts.CustomChart;
import java.util.List;
import java.util.Optional;

public interface CustomChartRows {
    void put(CustomChart chart);

    Optional<CustomChart> byName(long entityId, String name);

    List<CustomChart> ofEntity(long entityId);

    void delete(long id);
}
