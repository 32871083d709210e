package dev.tunebook.server.finetunes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tunebook.finetune.format.FineTuneRecord;
import dev.tunebook.finetune.format.PythonText;
import dev.tunebook.model.wire.ConsoleLine;
import dev.tunebook.model.wire.Json;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Loaders;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.Store;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactState;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.index.RunDocument;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `Run.fineTune` and `Artifact.fineTune`.
final class FineTuneFields {
    private static final int RECORDS = 2_000;
    private static final int EVENTS = 1_000;
    private static final int MOST_EVENTS = 10_000;

    private final Store store;
    private final Verdicts verdicts;
    private final Cache<Long, Kept> kept =
            Caffeine.newBuilder().maximumSize(RECORDS).build();

    FineTuneFields(Store store) {
        this.store = store;
        this.verdicts = new Verdicts(store);
    }

    /// What a record was read from, and the record.
    private record Kept(String config, String summary, List<String> models, Optional<FineTuneRecord> record) {
        boolean isOf(Run run, List<String> wanted) {
            return config.equals(run.config()) && summary.equals(run.summary()) && models.equals(wanted);
        }
    }

    record Failure(Optional<String> code, Optional<String> message, Optional<String> param) {}

    record Event(Optional<Instant> createdAt, String level, String message) {}

    void wire(Wiring wiring) {
        wiring.type("Run", Run.class).field("fineTune", this::fineTune);
        wiring.type("Artifact", Artifact.class)
                .field("fineTune", FineTuneFields::ofModel)
                .field("openMetadata", FineTuneFields::openMetadata);
        wiring.type("FineTune", FineTune.class)
                .field("provider", tune -> tune.record().provider())
                .field("jobId", tune -> tune.record().job().id())
                .field("method", tune -> tune.record().job().method())
                .field("status", tune -> tune.record().job().status().name())
                .field("baseModel", tune -> tune.record().baseModel())
                .field("parentModel", tune -> tune.record().parentModel())
                .field("model", tune -> tune.record().job().fineTunedModel())
                .field("suffix", tune -> tune.record().job().suffix())
                .field("hyperparameters", FineTune::hyperparameters)
                .field("trainingFile", FineTune::trainingFile)
                .field("validationFile", FineTune::validationFile)
                .field("resultFiles", tune -> tune.record().job().resultFiles())
                .field("trainedTokens", tune -> tune.record().job().trainedTokens())
                .field("seed", tune -> tune.record().job().seed())
                .field("createdAt", tune -> tune.record().job().createdAt())
                .field("finishedAt", tune -> tune.record().job().finishedAt())
                .field("estimatedFinish", tune -> tune.record().job().estimatedFinish())
                .field("durationSeconds", tune -> seconds(tune.record().duration()))
                .field("queueSeconds", tune -> seconds(tune.record().queue()))
                .field("trainingSeconds", tune -> seconds(tune.record().training()))
                .field("error", FineTuneFields::error)
                .field("checkpoints", FineTune::checkpoints)
                .field("events", this::events)
                .field(
                        "verdict",
                        (tune, call) -> tune.run()
                                .map(run -> verdicts.of(run, call.viewer()))
                                .orElse(Verdict.of(Verdict.Curve.NONE, Verdict.Curve.NONE, Verdict.Curve.NONE)));
        wiring.type("FineTuneVerdict", Verdict.class)
                .field("kind", verdict -> verdict.kind().name())
                .field("points", Verdict::points)
                .field("step", Verdict::step)
                .field("value", Verdict::value)
                .field("end", Verdict::end)
                .field("p", Verdict::p)
                .field("text", Verdict::text);
        wiring.type("FineTuneCheckpoint", FineTune.Checkpoint.class)
                .field("id", checkpoint -> checkpoint.value().id())
                .field("step", checkpoint -> checkpoint.value().step())
                .field("model", checkpoint -> checkpoint.value().model())
                .field("createdAt", checkpoint -> checkpoint.value().createdAt())
                .field("metrics", checkpoint -> checkpoint.value().metrics())
                .field("artifact", (checkpoint, call) -> call.load(Loaders.ARTIFACT, checkpoint.artifactId()));
        wiring.record("FineTuneHyperparameter", FineTune.Parameter.class)
                .record("FineTuneFile", FineTune.DataFile.class)
                .record("FineTuneError", Failure.class)
                .record("FineTuneEvent", Event.class);
    }

    private CompletableFuture<Optional<FineTune>> fineTune(Run run, Call call) {
        if (!FineTuneRecord.isFineTune(RunDocument.config(run.config()).root())) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return call.load(Loaders.RUN_OUTPUTS, run.id()).thenApply(found -> {
            List<Artifact> outputs = found.orElse(List.of()).stream()
                    .filter(artifact -> artifact.state() == ArtifactState.COMMITTED)
                    .sorted(Comparator.comparingLong(Artifact::id))
                    .toList();
            return record(run, outputs).map(record -> new FineTune(Optional.of(run), record, outputs));
        });
    }

    /// Both our sync and the official integration give a model the job as metadata.
    private static Optional<FineTune> ofModel(Artifact artifact) {
        return metadata(artifact)
                .flatMap(job -> RecordedFineTunes.read(job, Json.object(), List.of()))
                .filter(record -> record.job().fineTunedModel().isPresent())
                .map(record -> new FineTune(Optional.empty(), record, List.of()));
    }

    private static ObjectNode openMetadata(Artifact artifact) {
        ObjectNode open = Json.object();
        metadata(artifact)
                .ifPresent(metadata -> Json.members(metadata)
                        .forEach((name, value) -> open.set(
                                name,
                                Json.text(value)
                                        .flatMap(PythonText::parse)
                                        .filter(JsonNode::isContainer)
                                        .orElse(value))));
        return open;
    }

    private static Optional<ObjectNode> metadata(Artifact artifact) {
        return artifact.metadata().stream().flatMap(RecordedFineTunes::object).findFirst();
    }

    /// Read again only when something it is read from changed.
    private Optional<FineTuneRecord> record(Run run, List<Artifact> outputs) {
        List<String> models = outputs.stream()
                .flatMap(artifact -> artifact.metadata().stream())
                .toList();
        Kept found = kept.getIfPresent(run.id());
        if (found == null || !found.isOf(run, models)) {
            found = new Kept(
                    run.config(),
                    run.summary(),
                    models,
                    RecordedFineTunes.read(
                            RunDocument.config(run.config()).root(),
                            RunDocument.summary(run.summary()).root(),
                            models));
            kept.put(run.id(), found);
        }
        return found.record();
    }

    private static Optional<Double> seconds(Optional<Duration> duration) {
        return duration.map(time -> time.toMillis() / 1000.0);
    }

    private static Optional<Failure> error(FineTune tune) {
        return tune.record().job().error().map(error -> new Failure(error.code(), error.message(), error.param()));
    }

    /// Our sync writes a job's events to the console of its run. Other clients write what they say themselves there,
    /// and those leave no `method_type`.
    private List<Event> events(FineTune tune, Call call) {
        return tune.run().map(run -> events(run, call)).orElse(List.of());
    }

    private List<Event> events(Run run, Call call) {
        if (!RunDocument.config(run.config()).root().has("method_type")) {
            return List.of();
        }
        return store
                .history()
                .rawRange(
                        store.runs().open(call.viewer(), run.id(), Access.READ),
                        HistoryFile.OUTPUT,
                        LineQuery.last(call.arguments().count("last", EVENTS, MOST_EVENTS)))
                .stream()
                .map(line -> ConsoleLine.parse(line.text()))
                .map(line -> new Event(line.time(), line.isError() ? "error" : "info", line.text()))
                .toList();
    }
}
