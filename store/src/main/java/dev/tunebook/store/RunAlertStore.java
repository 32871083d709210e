package dev.tunebook.store;

import dev.tunebook.store.runs.NewRunAlert;
import dev.tunebook.store.runs.RunAlert;
import dev.tunebook.store.runs.RunGrant;
import java.util.Optional;

/// What programs raised about their runs.
public interface RunAlertStore {

    /// Empty when the run raised one of the same title so recently that this one is left out.
    Optional<RunAlert> raise(RunGrant grant, NewRunAlert alert);

    /// Newest first.
    Page<RunAlert> list(RunGrant grant, Page.Request page);
}
