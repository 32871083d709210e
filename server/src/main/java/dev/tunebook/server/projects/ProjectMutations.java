package dev.tunebook.server.projects;

import dev.tunebook.server.auth.Users;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Success;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.Store;
import dev.tunebook.store.Upserted;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.projects.ProjectUpdate;
import dev.tunebook.store.projects.Sharing;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Creating, changing, renaming and deleting projects.
final class ProjectMutations {
    private final Store store;

    ProjectMutations(Store store) {
        this.store = store;
    }

    /// Both names of the project, as old and new clients ask for it.
    record UpsertPayload(Project project, Project model, boolean inserted) {}

    record RenamePayload(Project project, boolean inserted) {}

    void wire(Wiring wiring) {
        wiring.mutation("upsertModel", this::upsert)
                .mutation("renameProject", this::rename)
                .mutation("deleteModel", this::delete);
        wiring.record("UpsertModelPayload", UpsertPayload.class)
                .record("RenameProjectPayload", RenamePayload.class)
                .record("DeleteModelPayload", Success.class);
    }

    private UpsertPayload upsert(Call call) {
        Upserted<Project> upserted = store.transaction(() -> upsertAlone(call));
        return new UpsertPayload(upserted.value(), upserted.value(), upserted.inserted());
    }

    private Upserted<Project> upsertAlone(Call call) {
        Arguments input = call.input();
        Optional<Long> id = input.text("id").map(text -> input.id("id", "Project"));
        String entity = Users.entity(store, call.viewer(), input.text("entityName"));
        Optional<Project> before = id.isPresent()
                ? store.projects().projects(call.viewer(), List.of(id.get())).stream()
                        .findFirst()
                : input.text("name").flatMap(name -> store.projects().project(call.viewer(), entity, name));
        Upserted<Project> upserted = store.projects()
                .upsert(
                        call.viewer(),
                        new ProjectUpdate(
                                id,
                                Optional.of(entity).filter(name -> id.isEmpty()),
                                input.text("name"),
                                input.text("description"),
                                input.text("access").map(ProjectMutations::sharing),
                                ProjectSettings.updated(before.map(Project::settings), input)));
        for (Arguments type : input.objects("artifactTypes")) {
            store.collections()
                    .putType(call.viewer(), upserted.value().id(), type.required("name"), type.text("description"));
        }
        return upserted;
    }

    private RenamePayload rename(Call call) {
        Arguments input = call.input();
        String entity = input.required("entityName");
        String name = input.required("oldProjectName");
        Project project = store.projects()
                .project(call.viewer(), entity, name)
                .orElseThrow(() -> HttpFailure.notFound("There is no project '" + entity + "/" + name + "'."));
        return new RenamePayload(
                store.projects().rename(call.viewer(), project.id(), input.required("newProjectName")), false);
    }

    private Success delete(Call call) {
        Arguments input = call.input();
        if (!store.projects().delete(call.viewer(), input.id("id", "Project"))) {
            throw HttpFailure.notFound("There is no project with the id '" + input.required("id") + "'.");
        }
        return Success.of(input);
    }

    private static Sharing sharing(String text) {
        return Arrays.stream(Sharing.values())
                .filter(sharing -> sharing.name().equals(text))
                .findFirst()
                .orElseThrow(() -> HttpFailure.badRequest(
                        "invalid_access",
                        "The access '" + text + "' is not known; use one of " + Arrays.toString(Sharing.values())
                                + "."));
    }
}
