package dev.tunebook.server.runs;

import dev.tunebook.model.RunPath;
import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Connection;
import dev.tunebook.server.graphql.Success;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.Store;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.NewRunAlert;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunAlert;
import dev.tunebook.store.runs.RunGrant;
import java.time.Duration;

/// Alerts that programs raise about their runs.
final class RunAlerts {
    private final Store store;

    RunAlerts(Store store) {
        this.store = store;
    }

    void wire(Wiring wiring) {
        wiring.mutation("notifyScriptableRunAlert", this::raise);
        wiring.type("Run", Run.class).field("alerts", this::alerts);
        wiring.connection("RunAlertConnection", "RunAlertEdge");
        wiring.type("RunAlert", RunAlert.class)
                .field("id", alert -> NodeId.of("RunAlert", alert.id()).encoded())
                .field("title", RunAlert::title)
                .field("text", RunAlert::text)
                .field("severity", RunAlert::severity)
                .field("createdAt", RunAlert::raisedAt);
    }

    /// One that comes too soon after another of its title is left out, and answered like the others.
    private Success raise(Call call) {
        Arguments input = call.input();
        RunPath path =
                RunPath.of(input.required("entityName"), input.required("projectName"), input.required("runName"));
        RunGrant grant = store.runs().open(call.viewer(), path, Access.WRITE);
        store.runAlerts()
                .raise(
                        grant,
                        new NewRunAlert(
                                input.required("title"),
                                input.required("text"),
                                input.text("severity")
                                        .map(RunAlert.Severity::valueOf)
                                        .orElse(RunAlert.Severity.INFO),
                                Duration.ofMillis(
                                        Math.max(0, input.number("waitDuration").orElse(0)))));
        return Success.of(input);
    }

    private Connection<RunAlert> alerts(Run run, Call call) {
        RunGrant grant = store.runs().open(call.viewer(), run.id(), Access.READ);
        return Connection.of(store.runAlerts().list(grant, call.arguments().page()));
    }
}
