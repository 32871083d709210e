package dev.tunebook.store.rows;

import dev.tunebook.store.runs.RunAlert;
import java.util.List;

public interface RunAlertRows {
    void put(RunAlert alert);

    /// In the order they were raised.
    List<RunAlert> ofRun(long runId);

    void delete(long id);
}
