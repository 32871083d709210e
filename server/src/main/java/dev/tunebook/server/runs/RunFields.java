package dev.tunebook.server.runs;

import dev.tunebook.model.RunState;
import dev.tunebook.model.wire.Json;
import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Loaders;
import dev.tunebook.server.graphql.PlainValues;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.Store;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The fields of a run that its metadata answers.
final class RunFields {
    private static final Set<RunState> FAILED = Set.of(RunState.FAILED, RunState.CRASHED);

    private final Store store;

    RunFields(Store store) {
        this.store = store;
    }

    static String id(Run run) {
        return NodeId.of("Run", run.id()).encoded();
    }

    void wire(Wiring wiring) {
        wiring.loader(
                Loaders.RUN,
                (viewer, ids) -> store.runs().runs(viewer, ids).stream()
                        .collect(Collectors.toMap(Run::id, Function.identity())));
        wiring.type("Run", Run.class)
                .field("id", RunFields::id)
                .field("name", run -> run.path().run().value())
                .field("projectId", Run::projectId)
                .field("project", (run, call) -> call.load(Loaders.PROJECT, run.projectId()))
                .field("displayName", run -> run.labels().displayName())
                .field("description", run -> run.labels().description())
                .field("notes", run -> run.labels().notes())
                .field("tags", run -> run.labels().tags())
                .field("group", run -> run.labels().group())
                .field("jobType", run -> run.labels().jobType())
                .field("sweepName", run -> run.origin().sweep())
                .field("commit", run -> run.origin().commit())
                .field("host", run -> run.origin().host())
                .field("createdAt", run -> run.status().createdAt())
                .field("heartbeatAt", run -> run.status().heartbeatAt())
                .field("state", run -> run.status().state().value())
                .field("exitcode", run -> run.status().exitCode())
                .field("stopped", run -> run.status().stopRequested())
                .field("shouldStop", run -> run.status().stopRequested())
                .field("running", run -> run.status().state().equals(RunState.RUNNING))
                .field("failed", run -> FAILED.contains(run.status().state()))
                .field(
                        "readOnly",
                        (run, call) -> store.projects()
                                .access(call.viewer(), run.projectId())
                                .filter(access -> access.includes(Access.WRITE))
                                .isEmpty())
                .field(
                        "user",
                        (run, call) -> run.userId()
                                .<Object>map(id -> call.load(Loaders.USER, id))
                                .orElse(Optional.empty()))
                .field("config", Run::config)
                .field("wandbConfig", RunFields::wandbConfig)
                .field("summaryMetrics", Run::summary)
                .field("systemMetrics", Run::systemMetrics)
                .field("values", this::values)
                .field("runInfo", (run, call) -> new RunInfoReader(store).read(run, call.viewer()));
        wiring.record("RunInfo", RunInfoReader.RunInfo.class).record("GitInfo", RunInfoReader.GitInfo.class);
    }

    /// The value of the config entry `_wandb`, restricted to the keys; clients take a run without `t` in it as absent.
    private static String wandbConfig(Run run, Call call) {
        ObjectNode found = Json.object();
        Optional<List<String>> keys = call.arguments().texts("keys");
        Json.parseObject(run.config()).path("_wandb").path("value").properties().forEach(member -> {
            if (keys.isEmpty() || keys.get().contains(member.getKey())) {
                found.set(member.getKey(), member.getValue());
            }
        });
        return Json.writeExtended(found);
    }

    private Map<String, @Nullable Object> values(Run run, Call call) {
        List<RunKey> keys = call.arguments().texts("keys").orElse(List.of()).stream()
                .map(RunKey::parse)
                .toList();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        store.runQueries()
                .values(call.viewer(), run.projectId(), List.of(run.id()), keys)
                .getOrDefault(run.id(), Map.of())
                .forEach((key, json) -> shown.put(key.spelling(), PlainValues.value(Json.parse(json))));
        return shown;
    }
}
