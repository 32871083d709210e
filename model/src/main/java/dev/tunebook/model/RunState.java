package dev.tunebook.model;

import java.util.Set;

/// The state of a run, an open set: a state this version does not know is data, not an error.
public record RunState(String value) {
    public static final RunState PENDING = new RunState("pending");
    public static final RunState RUNNING = new RunState("running");
    public static final RunState FINISHED = new RunState("finished");
    public static final RunState FAILED = new RunState("failed");
    public static final RunState CRASHED = new RunState("crashed");
    public static final RunState KILLED = new RunState("killed");
    public static final RunState PREEMPTING = new RunState("preempting");
    public static final RunState PREEMPTED = new RunState("preempted");

    private static final Set<RunState> ALIVE = Set.of(PENDING, RUNNING, PREEMPTING);
    private static final Set<RunState> ENDED = Set.of(FINISHED, FAILED, CRASHED, KILLED, PREEMPTED);

    /// Whether the run is known to send or to be about to send.
    public boolean isAlive() {
        return ALIVE.contains(this);
    }

    /// Whether the run is known to have ended.
    public boolean hasEnded() {
        return ENDED.contains(this);
    }

    /// The state after `complete` with this exit code.
    public static RunState ofExitCode(int exitCode) {
        return exitCode == 0 ? FINISHED : FAILED;
    }

    @Override
    public String toString() {
        return value;
    }
}
