package dev.tunebook.store.rules;

import dev.tunebook.store.HistoryGrants;
import dev.tunebook.store.Page;
import dev.tunebook.store.Paging;
import dev.tunebook.store.RunAlertStore;
import dev.tunebook.store.projects.Change;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.runs.NewRunAlert;
import dev.tunebook.store.runs.RunAlert;
import dev.tunebook.store.runs.RunGrant;
import java.util.Optional;

/// Alerts of runs.
record RunAlertRules(Engine engine, Journal journal) implements RunAlertStore {

    @Override
    public Optional<RunAlert> raise(RunGrant grant, NewRunAlert alert) {
        HistoryGrants.requireWrite(grant);
        return engine.write(rows -> {
            var run = RunRules.live(rows, grant);
            var now = journal.now();
            var quietSince = now.minus(alert.quiet());
            var recent = rows.runAlerts().ofRun(run.id()).stream()
                    .filter(other -> other.title().equals(alert.title()))
                    .anyMatch(other -> other.raisedAt().isAfter(quietSince));
            if (recent) {
                return Optional.empty();
            }
            var raised = new RunAlert(rows.newId(), run.id(), alert.title(), alert.text(), alert.severity(), now);
            rows.runAlerts().put(raised);
            journal.changed(rows, run.projectId(), Change.Kind.RUN, run.id());
            return Optional.of(raised);
        });
    }

    @Override
    public Page<RunAlert> list(RunGrant grant, Page.Request page) {
        HistoryGrants.requireRead(grant);
        return engine.read(rows -> Paging.descending(
                rows.runAlerts().ofRun(grant.runId()),
                alert -> Paging.Position.of(alert.raisedAt(), alert.id()),
                page));
    }
}
