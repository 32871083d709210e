package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.WandbIntegration;
import dev.tunebook.sdk.Api;
import dev.tunebook.sdk.Resume;
import dev.tunebook.sdk.Run;
import dev.tunebook.sdk.RunOptions;
import dev.tunebook.sdk.Settings;
import dev.tunebook.sdk.StoredRun;
import dev.tunebook.sdk.Wandb;
import dev.tunebook.sdk.error.ApiException;
import dev.tunebook.sdk.error.InvalidInputException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The runs of the jobs in their project: which are there, and opening one to write it.
public final class SyncedRuns {
    private static final String JOB_TYPE = "fine-tune";
    private static final int AT_ONCE = 100;

    private final Settings settings;
    private final Path scratch;
    private final RunOptions options;
    private final InstantSource clock;
    private final Api api;
    private final String entity;

    /// @param options project, perhaps an entity, and whatever else every run gets
    /// @param scratch folder for what is not uploaded yet; nothing there is worth keeping, since a run that
    /// is incomplete is written anew
    /// @throws InvalidInputException when the key's user may not write to the entity
    public SyncedRuns(Settings settings, RunOptions options, Path scratch, InstantSource clock) {
        this.settings = settings.toBuilder().directory(scratch).build();
        this.scratch = scratch;
        this.options = options;
        this.clock = clock;
        this.api = Wandb.api(settings);
        Api.Viewer viewer = api.viewer();
        this.entity = options.entity().or(settings::entity).orElseGet(viewer::entity);
        requireMembership(viewer);
    }

    /// Told before anything is written, not by the first job.
    private void requireMembership(Api.Viewer viewer) {
        boolean may = entity.equals(viewer.entity())
                || entity.equals(viewer.username())
                || viewer.teams().contains(entity);
        if (!may) {
            throw new InvalidInputException(
                    api.entityExists(entity)
                            ? "User " + viewer.username() + " is no member of \"" + entity
                                    + "\"; ask one of its administrators for membership, or name another entity"
                            : "There is no user or team \"" + entity + "\" that user " + viewer.username()
                                    + " knows of; check the entity's spelling, or leave it out for "
                                    + viewer.entity());
        }
    }

    /// The id of a job's run: the job's, unless that is where the provider itself writes a run of the job.
    public String idOf(FineTuneJob job) {
        boolean taken = job.integrations().stream().anyMatch(integration -> mayBeOurs(integration, job));
        return taken ? job.id() + "-sync" : job.id();
    }

    private boolean mayBeOurs(WandbIntegration integration, FineTuneJob job) {
        boolean sameEntity =
                integration.entity().isEmpty() || integration.entity().equals(Optional.of(entity));
        return sameEntity
                && integration.project().equals(project())
                && integration.runId().orElse(job.id()).equals(job.id());
    }

    private String project() {
        return options.project().orElseThrow();
    }

    /// What a reading of many runs at once tells of one: enough to see that there is nothing to do.
    ///
    /// @param url its page
    /// @param fingerprint of the job as it is recorded
    public record Recorded(String url, Fingerprint fingerprint) {}

    /// Reads what the runs of many jobs were made from, a hundred at a time. It grows old: whoever wants to write one
    /// of them finds it again.
    ///
    /// @return by id of the run; the complete ones
    public Map<String, Recorded> recorded(List<FineTuneJob> jobs) {
        Map<String, Recorded> recorded = new HashMap<>();
        for (int from = 0; from < jobs.size(); from += AT_ONCE) {
            List<String> ids = jobs.subList(from, Math.min(jobs.size(), from + AT_ONCE)).stream()
                    .map(this::idOf)
                    .toList();
            try (Stream<StoredRun> runs = runs(Map.of("name", Map.of("$in", ids)))) {
                runs.forEach(run -> SyncedRun.fingerprint(run.summary().values())
                        .ifPresent(print -> recorded.put(run.id(), new Recorded(url(run), print))));
            }
        }
        return recorded;
    }

    private Stream<StoredRun> runs(Map<String, ?> filter) {
        try {
            return api.runs(entity + "/" + project(), filter, "+created_at");
        } catch (ApiException e) {
            if (e.code().equals("not_found")) {
                // The first run makes the project.
                return Stream.empty();
            }
            throw e;
        }
    }

    /// The run of a job as it stands.
    public Optional<SyncedRun> find(FineTuneJob job) {
        return api.findRun(entity + "/" + project() + "/" + idOf(job)).map(this::synced);
    }

    private SyncedRun synced(StoredRun run) {
        return new SyncedRun(
                url(run),
                run.config().userValues(),
                run.summary().values(),
                name -> download(run, name),
                () -> byHand(run));
    }

    private String url(StoredRun run) {
        return settings.appUrl() + "/" + run.path().entity() + "/" + run.path().project() + "/runs/" + run.id();
    }

    private Optional<Path> download(StoredRun run, String name) {
        return run.file(name).map(file -> file.download(scratch.resolve("of-" + run.id())));
    }

    /// What others wrote into the summary: neither logged, nor this sync's.
    private static Map<String, JsonNode> byHand(StoredRun run) {
        Set<String> logged = run.historyKeys();
        Map<String, JsonNode> values = new LinkedHashMap<>();
        run.summary().values().forEach((key, value) -> {
            boolean ours = key.startsWith("_") || JobRecorder.writes(key);
            if (!ours && logged.stream().noneMatch(name -> name.equals(key) || name.startsWith(key + "."))) {
                values.put(key, value);
            }
        });
        return values;
    }

    /// The models of the project.
    ///
    /// @param name of their collection
    public ModelArtifacts models(String name, String type) {
        String place = entity + "/" + project();
        return new ModelArtifacts(
                new ModelCollection(api, place, name, type),
                new ModelCollection(api, place, name + "-checkpoints", type));
    }

    /// Opens the run of a job without history. What people may have changed stays: display name, notes, tags.
    public RunWriter open(FineTuneJob job) {
        return new RunWriter(Wandb.init(settings, asked(job).overwriteHistory().build()), start(job), -1);
    }

    /// Opens the run of a job to go on with its history.
    RunWriter goOn(FineTuneJob job, SyncedRun existing) {
        return new RunWriter(Wandb.init(settings, asked(job).build()), start(job), existing.lastStep());
    }

    private RunOptions.Builder asked(FineTuneJob job) {
        return options.toBuilder()
                .id(idOf(job))
                .name(options.name().orElse(job.id()))
                .jobType(options.jobType().orElse(JOB_TYPE))
                .resume(Resume.ALLOW)
                .keepEdited()
                .startedAt(start(job));
    }

    private Instant start(FineTuneJob job) {
        return job.createdAt().orElseGet(clock::instant);
    }

    /// The run the caller has opened, to write a job into.
    public RunWriter of(Run run, FineTuneJob job) {
        return new RunWriter(run, start(job), -1);
    }
}
