package dev.tunebook.sdk.internal.upload;

import dev.tunebook.model.RunConfig;
import dev.tunebook.model.Summary;
import dev.tunebook.model.wire.FileStreamRequest;
import dev.tunebook.model.wire.HistoryRowCodec;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.model.wire.RunConfigCodec;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.error.TransportException;
import dev.tunebook.sdk.internal.client.RunAddress;
import dev.tunebook.sdk.internal.graphql.GraphQl;
import dev.tunebook.sdk.internal.graphql.Operation;
import dev.tunebook.sdk.internal.http.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Creates or continues a run on the server: looks for it where asked, rewinds it where asked, then upserts it.
public final class RunOpener {
    private final GraphQl graphQl;

    public RunOpener(GraphQl graphQl) {
        this.graphQl = graphQl;
    }

    /// @throws InvalidInputException when the run must exist and does not, or must not and does
    public RunOpening open(RunSpec spec) {
        Optional<JsonNode> status =
                spec.existing().isChecked() || spec.rewindTo().isPresent() ? status(spec) : Optional.empty();
        if (status.isPresent() && spec.rewindTo().isPresent()) {
            rewind(spec, spec.rewindTo().getAsLong());
            status = status(spec);
        }
        Optional<JsonNode> run = status.map(model -> model.path("bucket"));
        checkExistence(spec, run);
        RunConfig asked = RunConfigCodec.read(spec.config());
        RunAddress guess =
                new RunAddress(spec.entity().orElse(""), spec.project().orElse(""), spec.id());
        RunOpening opening =
                run.map(found -> resumed(guess, found)).orElseGet(() -> RunOpening.fresh(guess, RunConfig.EMPTY));
        RunConfig config = opening.config().with(asked);
        JsonNode bucket = upsert(spec, run, config);
        return opening.with(
                address(bucket, guess),
                bucket.path("displayName").asString(spec.id()),
                config,
                bucket.path("historyLineCount").asLong(0));
    }

    private static void checkExistence(RunSpec spec, Optional<JsonNode> run) {
        boolean resumable = run.filter(RunOpener::isResumable).isPresent();
        if (spec.existing() == RunSpec.Existing.REQUIRE && !resumable) {
            throw new InvalidInputException("the run \"" + spec.id()
                    + "\" does not exist, so it cannot be resumed; check the id, or resume with ALLOW");
        }
        if (spec.existing() == RunSpec.Existing.REFUSE && run.isPresent()) {
            throw new InvalidInputException("the run \"" + spec.id()
                    + "\" exists already, and resume is NEVER; choose another id, or resume with ALLOW");
        }
    }

    /// A run counts as written by a client once its configuration holds telemetry.
    private static boolean isResumable(JsonNode run) {
        return jsonIn(run, "wandbConfig").has("t");
    }

    private Optional<JsonNode> status(RunSpec spec) {
        ObjectNode variables = place(spec);
        ObjectNode data = graphQl.run(Operation.RUN_RESUME_STATUS, variables);
        return GraphQl.at(data, "model")
                .filter(model -> GraphQl.at(model, "bucket").isPresent());
    }

    private static ObjectNode place(RunSpec spec) {
        ObjectNode variables = Json.object().put("name", spec.id());
        spec.project().ifPresent(project -> variables.put("project", project));
        spec.entity().ifPresent(entity -> variables.put("entity", entity));
        return variables;
    }

    private void rewind(RunSpec spec, long step) {
        ObjectNode variables = place(spec);
        variables.set("runName", variables.remove("name"));
        variables.put("metricName", HistoryRowCodec.STEP).put("metricValue", (double) step);
        ObjectNode data = graphQl.run(Operation.REWIND_RUN, variables);
        if (GraphQl.at(data, "rewindRun", "rewoundRun").isEmpty()) {
            throw new InvalidInputException("the run \"" + spec.id() + "\" vanished while it was rewound; try again");
        }
    }

    private JsonNode upsert(RunSpec spec, Optional<JsonNode> run, RunConfig config) {
        ObjectNode variables = place(spec);
        variables.put("config", RunConfigCodec.write(config));
        run.flatMap(found -> Json.text(found.get("id"))).ifPresent(id -> variables.put("id", id));
        spec.group().ifPresent(group -> variables.put("groupName", group));
        spec.jobType().ifPresent(type -> variables.put("jobType", type));
        if (run.isEmpty() || !spec.keepEdited()) {
            spec.name().ifPresent(name -> variables.put("displayName", name));
            spec.notes().ifPresent(notes -> variables.put("notes", notes));
            spec.tags().ifPresent(tags -> addTags(variables.putArray("tags"), tags));
        }
        ObjectNode data = graphQl.run(Operation.UPSERT_BUCKET, variables, Traffic.UPSERT_RUN);
        return GraphQl.at(data, "upsertBucket", "bucket")
                .orElseThrow(() -> new TransportException("the server did not say which run it made; try again", null));
    }

    private static void addTags(ArrayNode array, List<String> tags) {
        tags.forEach(array::add);
    }

    private static RunAddress address(JsonNode bucket, RunAddress guess) {
        JsonNode project = bucket.path("project");
        return new RunAddress(
                project.path("entity").path("name").asString(guess.entity()),
                project.path("name").asString(guess.project()),
                bucket.path("name").asString(guess.run()));
    }

    private static RunOpening resumed(RunAddress address, JsonNode run) {
        JsonNode lastRow = lastOf(run, "historyTail");
        JsonNode lastEvent = lastOf(run, "eventsTail");
        ObjectNode summary = jsonIn(run, "summaryMetrics");
        long lines = run.path("historyLineCount").asLong(0);
        JsonNode step = lastRow.has(HistoryRowCodec.STEP)
                ? lastRow.path(HistoryRowCodec.STEP)
                : summary.path(HistoryRowCodec.STEP);
        double runtime = Stream.of(
                        lastRow.path(HistoryRowCodec.RUNTIME),
                        lastEvent.path(HistoryRowCodec.RUNTIME),
                        summary.path(HistoryRowCodec.RUNTIME),
                        summary.path("_wandb").path("runtime"))
                .mapToDouble(node -> node.asDouble(0))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        return new RunOpening(
                address,
                run.path("displayName").asString(address.run()),
                true,
                lines > 0 && step.isIntegralNumber() ? step.asLong() + 1 : 0,
                Duration.ofMillis((long) (runtime * 1000)),
                RunConfigCodec.read(Json.write(jsonIn(run, "config"))),
                new Summary(Json.members(summary)),
                Map.of(
                        FileStreamRequest.HISTORY, lines,
                        FileStreamRequest.EVENTS, run.path("eventsLineCount").asLong(0),
                        FileStreamRequest.OUTPUT, run.path("logLineCount").asLong(0)));
    }

    /// The newest line of a tail, which is a JSON text of an array of JSON texts.
    private static JsonNode lastOf(JsonNode run, String member) {
        try {
            JsonNode lines = Json.parse(run.path(member).asString("[]"));
            String last = lines.isEmpty() ? "{}" : lines.get(lines.size() - 1).asString("{}");
            return Json.parse(last);
        } catch (InvalidJsonException noTail) {
            return Json.object();
        }
    }

    private static ObjectNode jsonIn(JsonNode run, String member) {
        try {
            return Json.parseObject(run.path(member).asString("{}"));
        } catch (InvalidJsonException noObject) {
            return Json.object();
        }
    }
}
