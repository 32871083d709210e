package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.denied;
import static dev.tunebook.store.testkit.Refusals.invalid;
import static dev.tunebook.store.testkit.Refusals.notFound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.store.charts.CustomChart;
import dev.tunebook.store.charts.NewCustomChart;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store of chart definitions does.
public abstract class CustomChartStoreContract extends StoreContract {
    private static final String SPEC = "{ \"unknown\" : [1.00] }";

    protected CustomChartStoreContract(StoreFactory factory) {
        super(factory);
    }

    private static NewCustomChart chart(String name, boolean shared) {
        return new NewCustomChart("tuners", name, "Bars", "vega2", shared, SPEC);
    }

    @Test
    void keepsOneOfEachName() {
        var made = store.customCharts().put(mia, chart("bars", false));
        assertThat(made.inserted()).isTrue();
        assertThat(made.value().spec()).isEqualTo(SPEC);
        assertThat(made.value().userId()).hasValue(mia.id());
        var again = store.customCharts().put(ada, chart("bars", true));
        assertThat(again.inserted()).isFalse();
        assertThat(again.value().id()).isEqualTo(made.value().id());
        assertThat(store.customCharts().chart(vic, "Tuners", "bars")).hasValue(again.value());
        assertThat(store.customCharts().chart(vic, "tuners", "lines")).isEmpty();
        invalid("no_name", () -> store.customCharts().put(mia, chart(" ", false)));
    }

    @Test
    void isForThoseWhoMay() {
        denied(() -> store.customCharts().put(vic, chart("bars", false)));
        notFound(() -> store.customCharts().put(bob, chart("bars", false)));
        store.customCharts().put(mia, chart("own", false));
        store.customCharts().put(mia, chart("open", true));
        assertThat(store.customCharts().chart(vic, "tuners", "own").map(CustomChart::name))
                .hasValue("own");
        assertThat(store.customCharts().chart(bob, "tuners", "own")).isEmpty();
        assertThat(store.customCharts().chart(bob, "tuners", "open")).isPresent();
        assertThat(store.customCharts().chart(ANYBODY, "tuners", "open")).isEmpty();
    }

    @Test
    void goesWithItsOwner() {
        store.customCharts().put(mia, chart("bars", true));
        store.teams().delete(root, "tuners", true);
        store.teams().putTeam(root, "tuners", Optional.empty());
        assertThat(store.customCharts().chart(root, "tuners", "bars")).isEmpty();
    }
}
