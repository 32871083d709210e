package dev.tunebook.sdk;

import dev.tunebook.sdk.internal.artifact.ArtifactDraft;
import dev.tunebook.sdk.internal.artifact.SaveOrder;
import dev.tunebook.sdk.internal.http.HttpCall;
import dev.tunebook.sdk.internal.journal.JournalRecord;
import dev.tunebook.sdk.internal.journal.RunFolder;
import dev.tunebook.sdk.internal.journal.RunJournal;

/// Into the run's folder and no further; [Wandb#sync] sends it later.
final class OfflineBackend extends JournaledBackend {
    OfflineBackend(RunFolder folder, RunJournal journal) {
        super(folder, journal);
    }

    @Override
    public void saveFile(String name, HttpCall.Body content) {
        if (content instanceof HttpCall.Body.Bytes bytes) {
            folder.stage(name, bytes.bytes());
        } else if (content instanceof HttpCall.Body.File file) {
            folder.stage(name, file.path());
        }
        append(new JournalRecord.FileSaved(name, false));
    }

    @Override
    public ArtifactVersion save(ArtifactDraft draft, SaveOrder order) {
        stage(draft, order);
        return ArtifactVersion.unsent(draft);
    }

    @Override
    public boolean isStopRequested() {
        return false;
    }

    @Override
    public void finish(int exitCode) {
        append(new JournalRecord.Finished(exitCode));
        detach();
    }

    @Override
    public void detach() {
        journal.force();
        journal.close();
    }

    @Override
    public void abandon() {
        journal.close();
        folder.delete();
    }
}
