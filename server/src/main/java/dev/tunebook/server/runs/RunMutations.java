package dev.tunebook.server.runs;

import dev.tunebook.model.RunState;
import dev.tunebook.model.wire.Json;
import dev.tunebook.server.feature.Platform;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Success;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.Store;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Upserted;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunLabels;
import dev.tunebook.store.runs.RunOrigin;
import dev.tunebook.store.runs.RunUpdate;
import java.util.List;
import java.util.Optional;

/// Creating, changing, stopping and deleting runs.
final class RunMutations {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 8;

    private final Store store;
    private final Platform platform;

    RunMutations(Platform platform) {
        this.platform = platform;
        this.store = platform.store();
    }

    /// Old clients read messages for their console from here; there are none.
    record ServerSettings(List<String> serverMessages) {}

    record UpsertPayload(Run bucket, boolean inserted, ServerSettings serverSettings) {}

    record DeletePayload(Optional<String> clientMutationId) {}

    void wire(Wiring wiring) {
        wiring.mutation("upsertBucket", this::upsert)
                .mutation("stopRun", this::stop)
                .mutation("deleteRun", this::delete)
                .mutation("updateRunState", this::updateState);
        wiring.record("UpsertBucketPayload", UpsertPayload.class)
                .record("ServerSettings", ServerSettings.class)
                .record("StopRunPayload", Success.class)
                .record("DeleteRunPayload", DeletePayload.class);
    }

    private UpsertPayload upsert(Call call) {
        Arguments input = call.input();
        Optional<String> config = document(input, "config");
        Upserted<Run> upserted = isShared(call) && config.isPresent()
                ? store.transaction(() -> upsertShared(call, input, config.get()))
                : store.runs().upsert(call.viewer(), update(call, input, config));
        return new UpsertPayload(upserted.value(), upserted.inserted(), new ServerSettings(List.of()));
    }

    /// Whether the client says that it is one of several processes that write the run.
    private static boolean isShared(Call call) {
        return call.request()
                .header("X-WANDB-USE-ASYNC-FILESTREAM")
                .filter("true"::equalsIgnoreCase)
                .isPresent();
    }

    /// Each process knows its own part of the config only.
    private Upserted<Run> upsertShared(Call call, Arguments input, String config) {
        Upserted<Run> begun = store.runs().upsert(call.viewer(), update(call, input, Optional.empty()));
        Run run = begun.value();
        RunUpdate merged = RunUpdate.of(new RunUpdate.Selector.ById(run.id()))
                .withConfig(SharedConfig.merged(run.config(), config));
        return new Upserted<>(store.runs().upsert(call.viewer(), merged).value(), begun.inserted());
    }

    private RunUpdate update(Call call, Arguments input, Optional<String> config) {
        return new RunUpdate(
                selector(input),
                new RunLabels.Update(
                        input.text("displayName"),
                        input.text("description"),
                        input.text("notes"),
                        input.text("groupName"),
                        input.text("jobType"),
                        input.texts("tags")),
                new RunOrigin(
                        input.text("host"),
                        input.text("commit"),
                        input.text("jobProgram"),
                        input.text("jobRepo"),
                        input.text("sweep")),
                input.text("state").map(RunState::new),
                begins(input),
                config,
                document(input, "summaryMetrics"),
                call.request().header("X-WANDB-USERNAME").filter(name -> !name.isBlank()));
    }

    /// A program that begins or resumes a run says where it runs; later upserts and edits by people leave that out.
    /// Only a beginning brings a run that had ended back to life.
    private static boolean begins(Arguments input) {
        return input.text("state").isEmpty()
                && (input.text("host").isPresent() || input.text("jobProgram").isPresent());
    }

    private RunUpdate.Selector selector(Arguments input) {
        return input.text("id").filter(id -> !id.isEmpty()).isPresent()
                ? new RunUpdate.Selector.ById(input.id("id", "Run"))
                : new RunUpdate.Selector.ByName(
                        input.text("entityName").filter(name -> !name.isEmpty()),
                        input.text("modelName").filter(name -> !name.isEmpty()),
                        input.text("name").filter(name -> !name.isEmpty()).orElseGet(this::newId));
    }

    private String newId() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(LETTERS.charAt(platform.random().nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    /// The text of a JSON object, kept as it was sent.
    private static Optional<String> document(Arguments input, String name) {
        Optional<String> text = input.text(name);
        text.ifPresent(Json::parseObject);
        return text;
    }

    private Success stop(Call call) {
        store.runLifecycle().stop(call.viewer(), call.input().id("id", "Run"));
        return Success.of(call.input());
    }

    private DeletePayload delete(Call call) {
        Arguments input = call.input();
        long id = input.id("id", "Run");
        store.runs().delete(call.viewer(), id, input.flag("deleteArtifacts").orElse(false));
        store.history().drop(List.of(id));
        return new DeletePayload(input.text("clientMutationId"));
    }

    private Success updateState(Call call) {
        Arguments input = call.input();
        try {
            store.runLifecycle().setState(call.viewer(), input.id("id", "Run"), new RunState(input.required("state")));
        } catch (StoreException.Conflict e) {
            throw HttpFailure.badRequest(e.code(), String.valueOf(e.getMessage()));
        }
        return Success.of(input);
    }
}
