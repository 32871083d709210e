package dev.tunebook.server.runs;

import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.auth.Users;
import dev.tunebook.server.feature.Platform;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.Store;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunLabels;
import dev.tunebook.store.runs.RunSelection;
import dev.tunebook.store.runs.RunsUpdate;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Moving, changing and deleting many runs of a project at once. Runs are meant by one of `filters`, `runNames` and
/// `ids`; nothing is ever meant by saying nothing.
final class BulkRunMutations {
    private final Store store;
    private final RandomGenerator random;

    BulkRunMutations(Platform platform) {
        this.store = platform.store();
        this.random = platform.random();
    }

    /// What the official service does in the background is done here when it is answered.
    record Task(String id, String name, String state, double progress, Optional<String> result) {}

    record MovePayload(Optional<String> clientMutationId, Task task, int runCount) {}

    record ModifyPayload(Optional<String> clientMutationId, List<Run> runs, int runCount) {}

    record DeletePayload(Optional<String> clientMutationId, Optional<String> errors, int runCount) {}

    void wire(Wiring wiring) {
        wiring.mutation("moveRuns", this::move)
                .mutation("modifyRuns", this::modify)
                .mutation("deleteRuns", this::delete);
        wiring.record("Task", Task.class)
                .record("MoveRunsPayload", MovePayload.class)
                .record("ModifyRunsPayload", ModifyPayload.class)
                .record("DeleteRunsPayload", DeletePayload.class);
    }

    private MovePayload move(Call call) {
        Arguments input = call.input();
        List<Run> moved = store.bulkRuns()
                .move(
                        call.viewer(),
                        selection(call, "sourceEntityName", "sourceProjectName"),
                        input.required("destinationEntityName"),
                        input.required("destinationProjectName"));
        String id = NodeId.of("Task", random.nextLong(Long.MAX_VALUE)).encoded();
        Task done = new Task(id, "moveRuns", "finished", 1, Optional.empty());
        return new MovePayload(input.text("clientMutationId"), done, moved.size());
    }

    private ModifyPayload modify(Call call) {
        Arguments input = call.input();
        RunLabels.Update labels = new RunLabels.Update(
                input.text("displayName"),
                input.text("description"),
                input.text("notes"),
                input.text("groupName"),
                input.text("jobType"),
                Optional.empty());
        RunsUpdate update = new RunsUpdate(labels, tags(input, "addTags"), tags(input, "removeTags"));
        List<Run> runs = store.bulkRuns().modify(call.viewer(), selection(call, "entityName", "projectName"), update);
        return new ModifyPayload(input.text("clientMutationId"), runs, runs.size());
    }

    private static List<String> tags(Arguments input, String name) {
        return input.texts(name).orElse(List.of()).stream()
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    /// What a call that is cut off leaves of the histories is for the collector.
    private DeletePayload delete(Call call) {
        Arguments input = call.input();
        List<Long> deleted = store.bulkRuns()
                .delete(
                        call.viewer(),
                        selection(call, "entityName", "projectName"),
                        input.flag("deleteArtifacts").orElse(false));
        store.history().drop(deleted);
        return new DeletePayload(input.text("clientMutationId"), Optional.empty(), deleted.size());
    }

    private RunSelection selection(Call call, String entity, String project) {
        Arguments input = call.input();
        Optional<String> filters = input.text("filters").filter(text -> !text.isBlank());
        Optional<List<String>> names = input.texts("runNames");
        Optional<List<String>> ids = input.texts("ids");
        if (Stream.of(filters, names, ids).filter(Optional::isPresent).count() != 1) {
            throw HttpFailure.badRequest(
                    "selection", "Say which runs are meant by one of 'filters' ('{}' for all), 'runNames' and 'ids'.");
        }
        if (ids.isPresent()) {
            return new RunSelection.Ids(
                    ids.get().stream().map(BulkRunMutations::number).toList());
        }
        String owner = Users.entity(store, call.viewer(), input.text(entity));
        String named = input.required(project);
        return names.<RunSelection>map(list -> new RunSelection.Names(owner, named, list))
                .orElseGet(() -> new RunSelection.Matching(owner, named, RunFilters.parse(filters)));
    }

    private static long number(String id) {
        return NodeId.parse(id)
                .map(node -> node.number("Run"))
                .orElseThrow(() -> noRun(id))
                .orElseThrow(() -> noRun(id));
    }

    private static HttpFailure noRun(String id) {
        return HttpFailure.notFound("There is no Run with the id '" + id + "'.");
    }
}
