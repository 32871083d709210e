package dev.tunebook.sdk;

import dev.tunebook.model.ArtifactAlias;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.artifact.ArtifactDraft;
import dev.tunebook.sdk.internal.artifact.SaveOrder;
import dev.tunebook.sdk.internal.http.HttpCall;
import dev.tunebook.sdk.internal.journal.JournalRecord;
import java.util.List;

/// Where a run's records go: to the server, into a file, or nowhere.
interface RunBackend {
    void append(JournalRecord record);

    /// Returns when the file is where it belongs.
    void saveFile(String name, HttpCall.Body content);

    /// Returns when the file is on the local disk; it goes on before what is appended next.
    void stage(String name, byte[] content);

    /// Returns when the artifact is on the local disk; it goes on before what is appended next.
    void stage(ArtifactDraft draft, SaveOrder order);

    /// Returns when the artifact is where it belongs.
    ArtifactVersion save(ArtifactDraft draft, SaveOrder order);

    /// Finds a version and records it as an input.
    default ArtifactVersion use(String name) {
        throw unconnected("use the artifact " + name);
    }

    /// Records a version as an input.
    default void use(ArtifactVersion version) {
        throw unconnected("use the artifact " + version);
    }

    default ArtifactVersion link(ArtifactVersion version, String target, List<ArtifactAlias> aliases) {
        throw unconnected("link the artifact " + version);
    }

    private static InvalidInputException unconnected(String what) {
        return new InvalidInputException("cannot " + what + ": the run is offline or disabled; set WANDB_MODE=online");
    }

    /// Whether somebody asked the run to stop.
    boolean isStopRequested();

    /// What was appended until now goes on at once; returns when it is where it belongs, or somebody must be patient.
    default void flush() {}

    /// Returns when everything is where it belongs.
    void finish(int exitCode);

    /// Returns when everything is where it belongs; the run goes on.
    void detach();

    /// Drops what is not delivered.
    void abandon();

    /// Nowhere.
    RunBackend NONE = new RunBackend() {
        @Override
        public void append(JournalRecord record) {}

        @Override
        public void saveFile(String name, HttpCall.Body content) {}

        @Override
        public void stage(String name, byte[] content) {}

        @Override
        public void stage(ArtifactDraft draft, SaveOrder order) {}

        @Override
        public ArtifactVersion save(ArtifactDraft draft, SaveOrder order) {
            return ArtifactVersion.unsent(draft);
        }

        @Override
        public boolean isStopRequested() {
            return false;
        }

        @Override
        public void finish(int exitCode) {}

        @Override
        public void detach() {}

        @Override
        public void abandon() {}
    };
}
