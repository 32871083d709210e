package dev.tunebook.finetune;

import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.ListPage;
import dev.tunebook.finetune.internal.JobWaiter;
import dev.tunebook.finetune.internal.Pages;
import dev.tunebook.finetune.provider.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// Looks for jobs that were created since, for as long as somebody watches.
final class NewJobs implements JobWaiter.Watched {
    private final SyncOptions options;
    private final Function<Optional<String>, ListPage<FineTuneJob>> pages;
    private final Consumer<FineTuneJob> found;
    private final Set<String> known = new HashSet<>();
    /// Not meant as they stand; they may be once their state has changed.
    private final Set<String> undecided = new HashSet<>();
    private boolean isWholeListSeen;
    private int meant;

    /// @param pages of the list of jobs
    /// @param jobs that are watched already
    /// @param found takes each new one, oldest first
    NewJobs(
            SyncOptions options,
            Function<Optional<String>, ListPage<FineTuneJob>> pages,
            List<FineTuneJob> jobs,
            Consumer<FineTuneJob> found) {
        this.options = options;
        this.pages = pages;
        this.found = found;
        jobs.forEach(job -> known.add(job.id()));
        meant = jobs.size();
        isWholeListSeen = options.selection().equals(JobSelection.ALL);
    }

    @Override
    public Optional<Duration> look(JobWaiter.Turn turn) {
        try {
            Set<String> sought = new HashSet<>(undecided);
            List<FineTuneJob> listed = new ArrayList<>(Pages.until(pages, FineTuneJob::id, job -> {
                sought.remove(job.id());
                return isWholeListSeen && sought.isEmpty() && known.contains(job.id());
            }));
            isWholeListSeen = true;
            Collections.reverse(listed);
            for (FineTuneJob job : listed) {
                if (isNew(job)) {
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

    private boolean isNew(FineTuneJob job) {
        boolean taken = options.selection().takes(job);
        if (!taken && !job.status().isTerminal()) {
            undecided.add(job.id());
            return false;
        }
        undecided.remove(job.id());
        return known.add(job.id()) && taken;
    }

    @Override
    public void giveUp() {}
}
