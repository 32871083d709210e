package dev.tunebook.sdk;

import dev.tunebook.model.ArtifactAlias;
import dev.tunebook.sdk.error.TransportException;
import dev.tunebook.sdk.error.WandbException;
import dev.tunebook.sdk.internal.artifact.ArtifactDraft;
import dev.tunebook.sdk.internal.artifact.ArtifactInputs;
import dev.tunebook.sdk.internal.artifact.ArtifactSaver;
import dev.tunebook.sdk.internal.artifact.SaveOrder;
import dev.tunebook.sdk.internal.artifact.VersionFields;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.client.RunAddress;
import dev.tunebook.sdk.internal.http.HttpCall;
import dev.tunebook.sdk.internal.journal.JournalRecord;
import dev.tunebook.sdk.internal.journal.RunFolder;
import dev.tunebook.sdk.internal.journal.RunJournal;
import dev.tunebook.sdk.internal.upload.FileUploads;
import dev.tunebook.sdk.internal.upload.UploadLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Journal first, then the server: lines travel in the background, files at once.
final class OnlineBackend extends JournaledBackend {
    /// Longer than an interrupted request takes to end.
    private static final Duration ABANDON_TIME = Duration.ofSeconds(5);

    private final Client client;
    private final RunAddress address;
    private final UploadLoop loop;
    private final FileUploads files;
    private final Duration finishTimeout;
    private final Thread thread;

    OnlineBackend(
            Client client,
            RunAddress address,
            RunFolder folder,
            RunJournal journal,
            UploadLoop loop,
            Duration finishTimeout) {
        super(folder, journal);
        this.client = client;
        this.address = address;
        this.loop = loop;
        this.files = new FileUploads(client, address);
        this.finishTimeout = finishTimeout;
        this.thread = new Thread(loop, "tunebook-upload-" + folder.runId());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void append(JournalRecord record) {
        super.append(record);
        loop.wake();
    }

    @Override
    public void saveFile(String name, HttpCall.Body content) {
        files.upload(Map.of(name, content));
        append(new JournalRecord.FileSaved(name, true));
    }

    @Override
    public ArtifactVersion save(ArtifactDraft draft, SaveOrder order) {
        VersionFields saved = new ArtifactSaver(client).save(address, draft, order);
        return ArtifactVersion.of(client, saved);
    }

    @Override
    public ArtifactVersion use(String name) {
        ArtifactVersion version =
                Artifacts.byName(client, Artifacts.within(address, name).toString());
        use(version);
        return version;
    }

    @Override
    public void use(ArtifactVersion version) {
        ArtifactInputs.use(client, address, version.id(), version.place());
    }

    @Override
    public ArtifactVersion link(ArtifactVersion version, String target, List<ArtifactAlias> aliases) {
        return Artifacts.link(client, address, version, target, aliases);
    }

    @Override
    public boolean isStopRequested() {
        return loop.isStopRequested();
    }

    @Override
    public void flush() {
        try {
            loop.send(journal.end(), finishTimeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void finish(int exitCode) {
        append(new JournalRecord.Finished(exitCode));
        loop.hurry();
        deliver();
    }

    @Override
    public void detach() {
        loop.endWithJournal();
        deliver();
    }

    @Override
    public void abandon() {
        loop.abandon();
        try {
            thread.join(ABANDON_TIME.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        journal.close();
        folder.delete();
    }

    private void deliver() {
        try {
            thread.join(finishTimeout.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw undelivered("the wait was interrupted", e);
        }
        if (!loop.isDone()) {
            throw loop.failure()
                    .map(failure -> undelivered(failure.getMessage(), failure))
                    .orElseGet(() -> undelivered("the server did not answer within " + finishTimeout, null));
        }
        journal.close();
        Refusals.throwAny(folder.runId(), loop.refusals());
        folder.delete();
    }

    private WandbException undelivered(@Nullable String reason, @Nullable Throwable cause) {
        journal.force();
        return new TransportException(
                "the run \"" + folder.runId() + "\" is not completely on the server: " + reason
                        + "; everything is kept, Wandb.sync(Path.of(\"" + folder.path() + "\")) sends the rest",
                cause);
    }
}
