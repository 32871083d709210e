package dev.tunebook.finetune;

import dev.tunebook.finetune.provider.ProviderException;
import java.time.Duration;

/// Passes on what happens in several threads, one call at a time.
record SerialProgress(SyncProgress to) implements SyncProgress {
    @Override
    public void found(int jobs) {
        synchronized (to) {
            to.found(jobs);
        }
    }

    @Override
    public void looked(int jobs) {
        synchronized (to) {
            to.looked(jobs);
        }
    }

    @Override
    public void missed(ProviderException reason) {
        synchronized (to) {
            to.missed(reason);
        }
    }

    @Override
    public void started(String jobId, int number, int total) {
        synchronized (to) {
            to.started(jobId, number, total);
        }
    }

    @Override
    public void recording(String jobId, String part) {
        synchronized (to) {
            to.recording(jobId, part);
        }
    }

    @Override
    public void waiting(String jobId, String status, Duration pause) {
        synchronized (to) {
            to.waiting(jobId, status, pause);
        }
    }

    @Override
    public void done(SyncReport.JobReport job) {
        synchronized (to) {
            to.done(job);
        }
    }
}
