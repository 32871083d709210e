package dev.tunebook.store.sql;

import dev.tunebook.store.rows.RunAlertRows;
import dev.tunebook.store.runs.RunAlert;
import java.util.List;

record SqlRunAlertRows(Session session) implements RunAlertRows {
    private static final Table<RunAlert> ALERTS = new Table<>(
            "run_alert",
            1,
            "id, run_id, title, body, severity, raised_at",
            cells -> new RunAlert(
                    cells.number(),
                    cells.number(),
                    cells.text(),
                    cells.text(),
                    cells.constant(RunAlert.Severity.class),
                    cells.instant()),
            alert -> List.of(
                    alert.id(), alert.runId(), alert.title(), alert.text(), alert.severity(), alert.raisedAt()));
    private static final Query<RunAlert> OF_RUN = ALERTS.where("run_id = ? ORDER BY id");
    private static final String DELETE = ALERTS.deleteWhere("id = ?");

    @Override
    public void put(RunAlert alert) {
        session.put(ALERTS, alert);
    }

    @Override
    public List<RunAlert> ofRun(long runId) {
        return session.all(OF_RUN, runId);
    }

    @Override
    public void delete(long id) {
        session.execute(DELETE, id);
    }
}
