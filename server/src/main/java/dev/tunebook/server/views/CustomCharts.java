package dev.tunebook.server.views;

import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.Store;
import dev.tunebook.store.charts.CustomChart;
import dev.tunebook.store.charts.NewCustomChart;
import java.util.Locale;
import java.util.Optional;

/// Chart definitions that runs refer to as `entity/name`.
final class CustomCharts {
    private final Store store;

    CustomCharts(Store store) {
        this.store = store;
    }

    record Payload(CustomChart chart) {}

    void wire(Wiring wiring) {
        wiring.mutation("createCustomChart", this::create).query("customChart", this::chart);
        wiring.record("CreateCustomChartPayload", Payload.class);
        wiring.type("CustomChart", CustomChart.class)
                .field("id", chart -> NodeId.of("CustomChart", chart.id()).encoded())
                .field("name", CustomChart::name)
                .field("displayName", CustomChart::displayName)
                .field("type", CustomChart::type)
                .field("access", chart -> chart.shared() ? "PUBLIC" : "PRIVATE")
                .field("spec", CustomChart::spec);
    }

    private Payload create(Call call) {
        Arguments input = call.input();
        NewCustomChart chart = new NewCustomChart(
                input.required("entity"),
                input.required("name"),
                input.required("displayName"),
                input.required("type"),
                shared(input.required("access")),
                input.required("spec"));
        return new Payload(store.customCharts().put(call.viewer(), chart).value());
    }

    private static boolean shared(String access) {
        return switch (access.toUpperCase(Locale.ROOT)) {
            case "PUBLIC" -> true;
            case "PRIVATE" -> false;
            default ->
                throw HttpFailure.badRequest(
                        "invalid_access", "The access '" + access + "' is not known; use PUBLIC or PRIVATE.");
        };
    }

    private Optional<CustomChart> chart(Call call) {
        Arguments arguments = call.arguments();
        return store.customCharts().chart(call.viewer(), arguments.required("entityName"), arguments.required("name"));
    }
}
