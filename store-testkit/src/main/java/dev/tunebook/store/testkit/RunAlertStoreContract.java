package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.denied;
import static dev.tunebook.store.testkit.Refusals.gone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.store.Page;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.NewRunAlert;
import dev.tunebook.store.runs.RunAlert;
import dev.tunebook.store.runs.RunGrant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every store of alerts does.
public abstract class RunAlertStoreContract extends StoreContract {
    protected RunAlertStoreContract(StoreFactory factory) {
        super(factory);
    }

    private static NewRunAlert alert(String title, Duration quiet) {
        return new NewRunAlert(title, "loss is NaN", RunAlert.Severity.WARN, quiet);
    }

    private List<String> titles(RunGrant grant) {
        return store.runAlerts().list(grant, Page.Request.first(9)).nodes().stream()
                .map(RunAlert::title)
                .toList();
    }

    @Test
    void keepsWhatWasRaisedNewestFirst() {
        var run = run("tunes", "r1");
        var grant = store.runs().open(mia, run.id(), Access.WRITE);
        var first = store.runAlerts().raise(grant, alert("one", Duration.ZERO)).orElseThrow();
        assertThat(first.text()).isEqualTo("loss is NaN");
        assertThat(first.severity()).isEqualTo(RunAlert.Severity.WARN);
        store.runAlerts().raise(grant, alert("two", Duration.ZERO));
        var reader = store.runs().open(vic, run.id(), Access.READ);
        assertThat(titles(reader)).containsExactly("two", "one");
        denied(() -> store.runAlerts().raise(reader, alert("three", Duration.ZERO)));
        assertThat(store.runAlerts().list(reader, Page.Request.first(1)).total())
                .isEqualTo(2);
    }

    @Test
    void leavesOutWhatComesTooSoon() {
        var grant = store.runs().open(mia, run("tunes", "r1").id(), Access.WRITE);
        var other = store.runs().open(mia, run("tunes", "r2").id(), Access.WRITE);
        store.runAlerts().raise(grant, alert("nan", Duration.ofHours(1)));
        assertThat(store.runAlerts().raise(grant, alert("nan", Duration.ofHours(1))))
                .isEmpty();
        assertThat(store.runAlerts().raise(grant, alert("inf", Duration.ofHours(1))))
                .isPresent();
        assertThat(store.runAlerts().raise(other, alert("nan", Duration.ofHours(1))))
                .as("another run")
                .isPresent();
        assertThat(store.runAlerts().raise(grant, alert("nan", Duration.ZERO))).isPresent();
        assertThat(titles(grant)).containsExactly("nan", "inf", "nan");
    }

    @Test
    void goesWithTheRun() {
        var run = run("tunes", "r1");
        var grant = store.runs().open(mia, run.id(), Access.WRITE);
        store.runAlerts().raise(grant, alert("nan", Duration.ZERO));
        store.runs().delete(mia, run.id(), false);
        assertThat(titles(grant)).isEmpty();
        gone(() -> store.runAlerts().raise(grant, alert("nan", Duration.ZERO)));
    }
}
