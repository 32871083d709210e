package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.WandbIntegration;
import dev.tunebook.model.wire.Json;
import dev.tunebook.model.wire.RunConfigCodec;
import dev.tunebook.sdk.Resume;
import dev.tunebook.sdk.Run;
import dev.tunebook.sdk.RunOptions;
import dev.tunebook.sdk.Settings;
import dev.tunebook.sdk.Wandb;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.graphql.GraphQl;
import dev.tunebook.sdk.internal.graphql.Operation;
import dev.tunebook.sdk.internal.http.Endpoint;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The runs of the jobs in their project: which are there, and opening one to write it.
public final class SyncedRuns {
    private static final String JOB_TYPE = "fine-tune";

    private final Settings settings;
    private final RunOptions options;
    private final InstantSource clock;
    private final GraphQl graphQl;
    private Optional<String> entity;

    /// @param options project, perhaps an entity, and whatever else every run gets
    /// @param scratch folder for what is not uploaded yet; nothing there is worth keeping, since a run that
    /// is incomplete is written anew
    public SyncedRuns(Settings settings, RunOptions options, Path scratch, InstantSource clock) {
        this.settings = settings.toBuilder().directory(scratch).build();
        this.options = options;
        this.clock = clock;
        this.entity = options.entity().or(settings::entity);
        this.graphQl = new Client(
                        new Endpoint(settings.baseUrl(), settings.apiKey(), settings.extraHeaders()),
                        Client.World.real(),
                        settings.patience())
                .graphQl();
    }

    /// The id of a job's run: the job's, unless that is where the provider itself writes a run of the job.
    public String idOf(FineTuneJob job) {
        boolean taken = job.integrations().stream().anyMatch(integration -> mayBeOurs(integration, job));
        return taken ? job.id() + "-sync" : job.id();
    }

    private boolean mayBeOurs(WandbIntegration integration, FineTuneJob job) {
        boolean sameEntity = integration.entity().isEmpty()
                || entity.isEmpty()
                || integration.entity().equals(entity);
        return sameEntity
                && integration.project().equals(project())
                && integration.runId().orElse(job.id()).equals(job.id());
    }

    private String project() {
        return options.project().orElseThrow();
    }

    /// The run of a job as it stands.
    public Optional<SyncedRun> find(FineTuneJob job) {
        String id = idOf(job);
        ObjectNode variables =
                Json.object().put("entity", entity()).put("project", project()).put("name", id);
        return GraphQl.at(graphQl.run(Operation.RUN, variables), "project", "run")
                .map(run -> new SyncedRun(
                        settings.appUrl() + "/" + entity() + "/" + project() + "/runs/" + id,
                        RunConfigCodec.read(run.path("config").asString("{}")).userValues(),
                        Json.members(Json.parseObject(run.path("summaryMetrics").asString("{}")))));
    }

    private String entity() {
        if (entity.isEmpty()) {
            JsonNode data = graphQl.run(Operation.VIEWER, Json.object());
            entity = Json.text(data.path("viewer").get("entity"));
        }
        return entity.orElse("");
    }

    /// Opens the run of a job without history. What people may have changed stays: display name, notes, tags.
    public RunWriter open(FineTuneJob job) {
        Instant start = job.createdAt().orElseGet(clock::instant);
        RunOptions asked = options.toBuilder()
                .id(idOf(job))
                .name(options.name().orElse(job.id()))
                .jobType(options.jobType().orElse(JOB_TYPE))
                .resume(Resume.ALLOW)
                .overwriteHistory()
                .keepEdited()
                .startedAt(start)
                .build();
        return new RunWriter(Wandb.init(settings, asked), start);
    }

    /// The run the caller has opened, to write a job into.
    public RunWriter of(Run run, FineTuneJob job) {
        return new RunWriter(run, job.createdAt().orElseGet(clock::instant));
    }
}
