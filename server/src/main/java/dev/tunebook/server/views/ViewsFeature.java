package dev.tunebook.server.views;

import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.auth.Users;
import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Connection;
import dev.tunebook.server.graphql.Loaders;
import dev.tunebook.server.graphql.Success;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.Store;
import dev.tunebook.store.Upserted;
import dev.tunebook.store.accounts.User;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.views.View;
import dev.tunebook.store.views.ViewQuery;
import dev.tunebook.store.views.ViewUpdate;
import java.util.Optional;
import java.util.OptionalLong;

/// Saved workspaces and reports. Their documents are the clients' own; every key of them is kept.
public final class ViewsFeature implements Feature {
    private final Store store;
    private final AccessTokens accessTokens;

    public ViewsFeature(Platform platform) {
        this.store = platform.store();
        this.accessTokens = new AccessTokens(store, platform.sealing(), platform.random());
        accessTokens.sealAnew();
    }

    @Override
    public String name() {
        return "views";
    }

    record UpsertPayload(View view, boolean inserted) {}

    @Override
    public void wire(Wiring wiring) {
        new CustomCharts(store).wire(wiring);
        accessTokens.wire(wiring);
        wiring.query("view", this::view);
        wiring.mutation("upsertView", this::upsert).mutation("deleteView", this::delete);
        wiring.record("UpsertViewPayload", UpsertPayload.class).connection("ViewConnection", "ViewEdge");
        wiring.record("DeleteViewPayload", Success.class);
        wiring.type("DeleteViewPayload", Success.class).absent("pendingDrafts");
        wiring.type("Project", Project.class).field("allViews", this::ofProject);
        wiring.type("View", View.class)
                .field("id", view -> NodeId.of("View", view.id()).encoded())
                .field("name", View::name)
                .field("displayName", View::displayName)
                .field("description", View::description)
                .field("type", View::type)
                .field("spec", View::spec)
                .field("createdAt", View::createdAt)
                .field("updatedAt", View::updatedAt)
                .field(
                        "user",
                        (view, call) -> view.userId()
                                .<Object>map(id -> call.load(Loaders.USER, id))
                                .orElse(Optional.empty()))
                .field("project", (view, call) -> call.load(Loaders.PROJECT, view.projectId()));
    }

    /// Report addresses carry the id without its `=`.
    private Optional<View> view(Call call) {
        OptionalLong id = NodeId.parse(call.arguments().required("id"))
                .map(node -> node.number("View"))
                .orElse(OptionalLong.empty());
        return id.isPresent() ? store.views().view(call.viewer(), id.getAsLong()) : Optional.empty();
    }

    private Connection<View> ofProject(Project project, Call call) {
        Arguments arguments = call.arguments();
        Optional<Long> user = arguments
                .text("userName")
                .flatMap(name -> store.accounts().user(call.viewer(), name))
                .map(User::id);
        ViewQuery query = new ViewQuery(project.id(), arguments.text("viewType"), arguments.text("viewName"), user);
        return Connection.of(store.views().list(call.viewer(), query, arguments.page()));
    }

    private UpsertPayload upsert(Call call) {
        Arguments input = call.input();
        Optional<Long> id = input.text("id").map(text -> input.id("id", "View"));
        Optional<Long> project = id.isPresent()
                ? Optional.empty()
                : Optional.of(project(call, input).id());
        Upserted<View> upserted = store.views()
                .upsert(
                        call.viewer(),
                        new ViewUpdate(
                                id,
                                project,
                                input.text("type"),
                                input.text("name"),
                                input.text("displayName"),
                                input.text("description"),
                                input.text("spec")));
        return new UpsertPayload(upserted.value(), upserted.inserted());
    }

    private Project project(Call call, Arguments input) {
        String entity = Users.entity(store, call.viewer(), input.text("entityName"));
        String name = input.required("projectName");
        return store.projects()
                .project(call.viewer(), entity, name)
                .orElseThrow(() -> HttpFailure.notFound("There is no project '" + entity + "/" + name + "'."));
    }

    private Success delete(Call call) {
        Arguments input = call.input();
        if (!store.views().delete(call.viewer(), input.id("id", "View"))) {
            throw HttpFailure.notFound("There is no view with the id '" + input.required("id") + "'.");
        }
        return Success.of(input);
    }
}
