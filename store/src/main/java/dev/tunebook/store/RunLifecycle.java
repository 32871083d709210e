package dev.tunebook.store;

import dev.tunebook.model.RunState;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunGrant;
import dev.tunebook.store.runs.RunProjection;
import java.time.Instant;
import java.util.List;

/// What happens to a run while it lives: heartbeats, its end, stop, rewind.
public interface RunLifecycle {

    /// Applies what came with the lines of a stream. The same or an older watermark of the same generation, or
    /// any of an older generation, changes nothing; neither does a run that is gone. So the journal may replay
    /// freely. System only.
    ///
    /// @return whether it changed something
    boolean project(Viewer viewer, long runId, RunProjection projection);

    /// Sets the stop flag, which a re-activation clears. A run that has ended is left as it is.
    Run stop(Viewer viewer, long runId);

    /// A change of state by hand: to `pending` from running, failed, crashed or preempted; to `failed` from
    /// pending or running.
    ///
    /// @throws StoreException.Conflict `invalid_state` (the text has "invalid state transition") for any other
    Run setState(Viewer viewer, long runId, RunState state);

    /// A new generation for rewind or overwrite, not yet current: write the lines to keep under it, then
    /// [#activate] it. One that is never activated is garbage and harms nothing.
    RunGrant nextGeneration(Viewer viewer, long runId);

    /// Makes the generation of the grant current with this summary and state `running`, in one commit. A generation
    /// that is not above the current one is [StoreException.Conflict] `generation`.
    Run activate(RunGrant grant, String summary);

    /// Marks runs crashed (preempted, when they were preempting) whose last heartbeat and `serverStart` both
    /// lie before `silentSince`. System only.
    ///
    /// @return the runs that changed
    List<Run> markSilent(Viewer viewer, Instant silentSince, Instant serverStart);
}
