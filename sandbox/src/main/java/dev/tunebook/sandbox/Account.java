package dev.tunebook.sandbox;

import dev.tunebook.sandbox.script.EventBody;
import dev.tunebook.sandbox.script.Failure;
import dev.tunebook.sandbox.script.JobScript;
import dev.tunebook.sandbox.script.Noise;
import dev.tunebook.sandbox.script.ScriptedFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Everything the provider knows: jobs, files, models. Every call locks it.
final class Account {

    private final Clock clock;
    private final long seed;
    private final Map<String, LiveJob> jobs = new LinkedHashMap<>();
    private final Map<String, Integer> jobPositions = new LinkedHashMap<>();
    private List<LiveJob> newestFirst = List.of();
    private boolean sorted = true;
    private final Map<String, StoredFile> files = new LinkedHashMap<>();
    private final Set<String> deletedFiles = new HashSet<>();
    private final Set<String> deletedModels = new HashSet<>();
    private int made;

    Account(Clock clock, long seed) {
        this.clock = clock;
        this.seed = seed;
    }

    Instant now() {
        return clock.instant();
    }

    /// A new id of some kind: letters and digits that depend on the seed.
    synchronized String newId(String prefix, int length) {
        return prefix + Noise.base62(seed, prefix + made++, length);
    }

    synchronized void add(JobScript script) {
        // Jobs added without a time of their own follow each other by a second.
        Instant created = script.createdAt()
                .orElseGet(() ->
                        now().minus(script.age()).plusSeconds(script.age().isZero() ? 0 : Math.min(jobs.size(), 3000)));
        if (jobs.putIfAbsent(script.id(), new LiveJob(script, created)) != null) {
            throw new IllegalArgumentException("The sandbox already has a job " + script.id());
        }
        sorted = false;
    }

    synchronized void add(ScriptedFile file) {
        Instant created = file.createdAt().orElseGet(() -> now().minus(Duration.ofHours(1)));
        put(new StoredFile(file.id(), file.filename(), file.purpose(), file.content(), created, Optional.empty()));
    }

    synchronized void put(StoredFile file) {
        deletedFiles.remove(file.id());
        files.put(file.id(), file);
    }

    /// The jobs that exist by now, the newest first.
    synchronized List<LiveJob> jobs() {
        if (!sorted) {
            List<LiveJob> order = new ArrayList<>(jobs.values()).reversed();
            order = new ArrayList<>(order);
            order.sort(Comparator.comparing(LiveJob::created).reversed());
            newestFirst = List.copyOf(order);
            jobPositions.clear();
            for (int i = 0; i < order.size(); i++) {
                jobPositions.put(order.get(i).script().id(), i);
            }
            sorted = true;
        }
        return newestFirst;
    }

    synchronized OptionalInt jobPosition(String id) {
        Integer position = jobs().isEmpty() ? null : jobPositions.get(id);
        return position == null ? OptionalInt.empty() : OptionalInt.of(position);
    }

    synchronized LiveJob job(String id) {
        LiveJob job = jobs.get(id);
        if (job == null) {
            throw Refusal.noJob(id);
        }
        return job;
    }

    synchronized void cancel(LiveJob job) {
        requireNotOver(job, "cancelled");
        job.stop(
                now(),
                "cancelled",
                Optional.empty(),
                EventBody.message("warn", "Fine tuning process stopping due to job cancellation"));
    }

    synchronized void pause(LiveJob job) {
        if (!job.status(now()).equals("running")) {
            throw Refusal.badRequest(
                    "Job " + job.script().id() + " is " + job.status(now()) + "; only a running job can be paused",
                    null);
        }
        job.pause(now());
    }

    synchronized void resume(LiveJob job) {
        if (!job.isPaused()) {
            throw Refusal.badRequest(
                    "Job " + job.script().id() + " is " + job.status(now()) + "; only a paused job can be resumed",
                    null);
        }
        job.resume(now());
    }

    private void requireNotOver(LiveJob job, String wanted) {
        if (job.isOver(now())) {
            throw Refusal.badRequest(
                    "Job " + job.script().id() + " has already ended (" + job.status(now()) + ") and cannot be "
                            + wanted,
                    null);
        }
    }

    /// The files that exist by now, uploads and results, the newest first.
    synchronized List<StoredFile> files() {
        List<StoredFile> all = new ArrayList<>(files.values());
        for (LiveJob job : jobs.values()) {
            resultFile(job).ifPresent(all::add);
        }
        all.sort(Comparator.comparing(StoredFile::createdAt).reversed());
        return all;
    }

    synchronized StoredFile file(String id) {
        StoredFile stored = files.get(id);
        return stored == null
                ? jobs.values().stream()
                        .flatMap(job -> resultFile(job).stream())
                        .filter(file -> file.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> Refusal.noFile(id))
                : stored;
    }

    synchronized boolean hasFile(String id) {
        return files.containsKey(id);
    }

    private Optional<StoredFile> resultFile(LiveJob job) {
        return job.readableResults(now())
                .filter(results -> !deletedFiles.contains(results.fileId()))
                .map(results -> new StoredFile(
                        results.fileId(),
                        results.filename(),
                        "fine-tune-results",
                        results.content(),
                        job.instant(job.script().end()).plusSeconds(3),
                        Optional.empty()));
    }

    /// Deletes a file; a job that is just validating it fails.
    synchronized void deleteFile(String id) {
        file(id);
        files.remove(id);
        deletedFiles.add(id);
        for (LiveJob job : jobs.values()) {
            if (job.status(now()).equals("validating_files")
                    && job.script().trainingFile().equals(id)) {
                String message = "The training file " + id + " was deleted while the job was validating it.";
                Failure failure = new Failure("deleted_training_file", Optional.of("training_file"), message);
                job.stop(now(), "failed", Optional.of(failure), EventBody.message("error", message));
            }
        }
    }

    synchronized boolean isModelDeleted(String name) {
        return deletedModels.contains(name);
    }

    synchronized void deleteModel(String name) {
        deletedModels.add(name);
    }
}
