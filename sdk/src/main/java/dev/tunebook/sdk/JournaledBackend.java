package dev.tunebook.sdk;

import dev.tunebook.sdk.internal.artifact.ArtifactDraft;
import dev.tunebook.sdk.internal.artifact.SaveOrder;
import dev.tunebook.sdk.internal.artifact.StagedArtifact;
import dev.tunebook.sdk.internal.journal.JournalRecord;
import dev.tunebook.sdk.internal.journal.RunFolder;
import dev.tunebook.sdk.internal.journal.RunJournal;

/// A backend with a folder: what is staged waits there, and the journal says so.
abstract class JournaledBackend implements RunBackend {
    final RunFolder folder;
    final RunJournal journal;

    JournaledBackend(RunFolder folder, RunJournal journal) {
        this.folder = folder;
        this.journal = journal;
    }

    @Override
    public void append(JournalRecord record) {
        journal.append(record);
    }

    @Override
    public void stage(String name, byte[] content) {
        folder.stage(name, content);
        append(new JournalRecord.FileSaved(name, false));
    }

    @Override
    public void stage(ArtifactDraft draft, SaveOrder order) {
        append(new JournalRecord.ArtifactLogged(StagedArtifact.stage(draft, order, folder)));
    }
}
