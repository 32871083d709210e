package dev.tunebook.finetune.provider;

import dev.tunebook.finetune.format.FineTuneCheckpoint;
import dev.tunebook.finetune.format.FineTuneEvent;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.ListPage;
import dev.tunebook.finetune.format.ProviderFile;
import dev.tunebook.finetune.format.ProviderModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A service that runs fine-tuning jobs. A sync only reads from it.
///
/// Every list is newest first and comes by page: `after` is the id of the last item seen, exclusive; empty
/// asks for the first page. Implementations retry what is worth retrying and may be called from several
/// threads.
public interface FineTuneProvider {

    /// The service's name for messages, such as `OpenAI`.
    String name();

    /// One page of jobs.
    ///
    /// @throws ProviderException if the service refuses or cannot be reached; so do all methods here
    ListPage<FineTuneJob> jobs(Optional<String> after);

    /// One job.
    FineTuneJob job(String jobId);

    /// One page of a job's events, of at most `limit` items.
    ///
    /// @param limit from 1 to 100
    ListPage<FineTuneEvent> events(String jobId, Optional<String> after, int limit);

    /// One page of a job's checkpoints.
    ListPage<FineTuneCheckpoint> checkpoints(String jobId, Optional<String> after);

    /// What the service says about a file; not its content.
    ProviderFile file(String fileId);

    /// One page of what the account keeps; none where the service does not list its files.
    default ListPage<ProviderFile> files(Optional<String> after) {
        return new ListPage<>(List.of(), Optional.of(false));
    }

    /// The models the key may use, base models and tuned ones; none where the service does not list them.
    default ListPage<ProviderModel> models() {
        return new ListPage<>(List.of(), Optional.of(false));
    }

    /// Writes the content of a file to `target`, byte for byte. What stands at `target` afterwards is whole, or
    /// nothing.
    void download(String fileId, Path target);
}
