package dev.tunebook.finetune.acceptance;

import dev.tunebook.finetune.format.FineTuneCheckpoint;
import dev.tunebook.finetune.format.FineTuneEvent;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.ListPage;
import dev.tunebook.finetune.format.ProviderFile;
import dev.tunebook.finetune.format.RawJson;
import dev.tunebook.finetune.provider.FineTuneProvider;
import dev.tunebook.model.wire.Json;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// A provider whose answers a test may spoil, one method at a time.
class FaultyProvider implements FineTuneProvider {
    private final FineTuneProvider sound;

    FaultyProvider(FineTuneProvider sound) {
        this.sound = sound;
    }

    /// Changes every job.
    static FineTuneProvider changingJobs(FineTuneProvider sound, Consumer<ObjectNode> change) {
        return new FaultyProvider(sound) {
            @Override
            public ListPage<FineTuneJob> jobs(Optional<String> after) {
                ListPage<FineTuneJob> page = super.jobs(after);
                return new ListPage<>(page.items().stream().map(this::changed).toList(), page.hasMore());
            }

            @Override
            public FineTuneJob job(String jobId) {
                return changed(super.job(jobId));
            }

            private FineTuneJob changed(FineTuneJob job) {
                ObjectNode tree = job.raw().tree().deepCopy();
                change.accept(tree);
                return FineTuneJob.of(new RawJson(tree, Json.write(tree)));
            }
        };
    }

    @Override
    public String name() {
        return sound.name();
    }

    @Override
    public ListPage<FineTuneJob> jobs(Optional<String> after) {
        return sound.jobs(after);
    }

    @Override
    public FineTuneJob job(String jobId) {
        return sound.job(jobId);
    }

    @Override
    public ListPage<FineTuneEvent> events(String jobId, Optional<String> after, int limit) {
        return sound.events(jobId, after, limit);
    }

    @Override
    public ListPage<FineTuneCheckpoint> checkpoints(String jobId, Optional<String> after) {
        return sound.checkpoints(jobId, after);
    }

    @Override
    public ProviderFile file(String fileId) {
        return sound.file(fileId);
    }

    @Override
    public void download(String fileId, Path target) {
        sound.download(fileId, target);
    }
}
