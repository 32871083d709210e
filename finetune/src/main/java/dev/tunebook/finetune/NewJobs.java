package dev.tunebook.finetune;

import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.internal.JobWaiter;
import dev.tunebook.finetune.internal.Pages;
import dev.tunebook.finetune.provider.FineTuneProvider;
import dev.tunebook.finetune.provider.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Looks for jobs that were created since, for as long as somebody watches.
final class NewJobs implements JobWaiter.Watched {
    private final SyncOptions options;
    private final FineTuneProvider provider;
    private final Consumer<FineTuneJob> found;
    private final Set<String> known = new HashSet<>();
    private int meant;

    /// @param jobs that are watched already
    /// @param found takes each new one, oldest first
    NewJobs(SyncOptions options, FineTuneProvider provider, List<FineTuneJob> jobs, Consumer<FineTuneJob> found) {
        this.options = options;
        this.provider = provider;
        this.found = found;
        jobs.forEach(job -> known.add(job.id()));
        meant = jobs.size();
    }

    @Override
    public Optional<Duration> look(JobWaiter.Turn turn) {
        try {
            List<FineTuneJob> fresh =
                    new ArrayList<>(Pages.until(provider::jobs, FineTuneJob::id, job -> known.contains(job.id())));
            Collections.reverse(fresh);
            for (FineTuneJob job : fresh) {
                if (known.add(job.id()) && options.selection().takes(job)) {
                    meant++;
                    found.accept(job);
                }
            }
            options.progress().looked(meant);
        } catch (ProviderException e) {
            // What is watched goes on meanwhile.
            options.progress().missed(e);
        }
        return Optional.of(options.pollInterval());
    }

    @Override
    public void giveUp() {}
}
