package dev.tunebook.sdk;

import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.client.RunAddress;
import dev.tunebook.sdk.internal.journal.JournalRecord;
import dev.tunebook.sdk.internal.journal.RunFolder;
import dev.tunebook.sdk.internal.journal.RunJournal;
import dev.tunebook.sdk.internal.upload.RunOpener;
import dev.tunebook.sdk.internal.upload.RunOpening;
import dev.tunebook.sdk.internal.upload.RunRemote;
import dev.tunebook.sdk.internal.upload.RunSpec;
import dev.tunebook.sdk.internal.upload.RunSpecCodec;
import dev.tunebook.sdk.internal.upload.SummaryFold;
import dev.tunebook.sdk.internal.upload.UploadLoop;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/// Sends what a run's folder holds and the server does not have: after a crash, or after working offline.
/// Lines carry their indexes, so sending some of them twice changes nothing.
final class RunSync {
    private static final int UNKNOWN_END = 1;
    private static final int READ_BYTES = 4 << 20;

    private final Settings settings;
    private final Client.World world;
    private final Client client;

    RunSync(Settings settings, Client.World world) {
        this.settings = settings;
        this.world = world;
        this.client = Wandb.client(settings, world);
    }

    void sync(Path path) {
        RunFolder folder = RunFolder.existing(path);
        try (RunJournal journal = RunJournal.reopen(folder.journal())) {
            RunJournal.Recovery recovery = journal.recover();
            if (recovery.run().isEmpty()) {
                throw new InvalidInputException(
                        path + " ends before its run began, so there is nothing to send; remove the folder");
            }
            if (!recovery.finished()) {
                journal.append(new JournalRecord.Finished(UNKNOWN_END));
            }
            ObjectNode run = onServer(journal, recovery);
            RunAddress address = RunSpecCodec.address(run).orElseThrow();
            send(journal, recovery, run, new RunRemote(client, address, folder));
        }
        folder.delete();
    }

    /// The run's beginning with its place on the server; a run of offline mode gets one now, and it is
    /// written down so that another attempt takes the same.
    private ObjectNode onServer(RunJournal journal, RunJournal.Recovery recovery) {
        if (RunSpecCodec.address(recovery.run()).isPresent()) {
            return recovery.run();
        }
        RunSpec spec = RunSpecCodec.read(recovery.run());
        RunOpening opening = new RunOpener(client.graphQl()).open(spec);
        ObjectNode run = RunSpecCodec.tree(spec, opening, opening.nextLines());
        journal.append(new JournalRecord.Started(run));
        return run;
    }

    private void send(RunJournal journal, RunJournal.Recovery recovery, ObjectNode run, RunRemote remote) {
        SummaryFold fold = new SummaryFold(RunSpecCodec.summary(run));
        long at = 0;
        while (at < recovery.acknowledged()) {
            RunJournal.Batch batch = journal.read(at, READ_BYTES);
            batch.records().forEach(fold::record);
            at = batch.next();
        }
        UploadLoop loop = new UploadLoop(
                journal,
                remote,
                fold,
                RunSpecCodec.base(run),
                settings.streamInterval(),
                world.clock(),
                recovery.acknowledged());
        loop.endWithJournal();
        while (!loop.isDone()) {
            loop.turn();
        }
        Refusals.throwAny(recovery.run().path("id").asString(""), loop.refusals());
    }
}
