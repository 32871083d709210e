package dev.tunebook.sdk;

import dev.tunebook.sdk.internal.http.HttpCall;
import dev.tunebook.sdk.internal.journal.JournalRecord;

/// Where a run's records go: to the server, into a file, or nowhere.
interface RunBackend {
    void append(JournalRecord record);

    void saveFile(String name, HttpCall.Body content);

    /// Whether somebody asked the run to stop.
    boolean isStopRequested();

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
