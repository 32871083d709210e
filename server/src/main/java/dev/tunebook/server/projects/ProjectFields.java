package dev.tunebook.server.projects;

import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.auth.Users;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Connection;
import dev.tunebook.server.graphql.Loaders;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.Store;
import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Project;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// `project`, `model`, `models` and the fields of a project.
final class ProjectFields {
    private final Store store;

    ProjectFields(Store store) {
        this.store = store;
    }

    void wire(Wiring wiring) {
        wiring.query("project", this::project).query("model", this::project).query("models", this::models);
        wiring.loader(
                Loaders.PROJECT,
                (viewer, ids) -> store.projects().projects(viewer, ids).stream()
                        .collect(Collectors.toMap(Project::id, Function.identity())));
        wiring.type("Entity", Entity.class)
                .field(
                        "project",
                        (entity, call) -> call.arguments()
                                .text("name")
                                .flatMap(name -> store.projects().project(call.viewer(), entity.name(), name)))
                .field("projects", this::ofEntity);
        wiring.connection("ProjectConnection", "ProjectEdge");
        wiring.type("Project", Project.class)
                .field("id", project -> NodeId.of("Project", project.id()).encoded())
                .field(
                        "internalId",
                        project -> NodeId.of("ProjectInternalId", project.id()).encoded())
                .field("name", Project::name)
                .field("entityName", Project::entity)
                .field("entity", (project, call) -> store.accounts().entity(call.viewer(), project.entity()))
                .field("createdAt", Project::createdAt)
                .field("updatedAt", Project::updatedAt)
                .field("description", Project::description)
                .field("access", project -> project.sharing().name())
                .field("isBenchmark", project -> ProjectSettings.flag(project, ProjectSettings.BENCHMARK))
                .field("views", project -> ProjectSettings.text(project, ProjectSettings.VIEWS))
                .field("repo", project -> ProjectSettings.text(project, ProjectSettings.REPOSITORY))
                .field("dockerImage", project -> ProjectSettings.text(project, ProjectSettings.DOCKER_IMAGE))
                .field(
                        "readOnly",
                        (project, call) -> store.projects()
                                .access(call.viewer(), project.id())
                                .filter(access -> access.includes(Access.WRITE))
                                .isEmpty())
                .field(
                        "user",
                        (project, call) -> project.createdBy()
                                .<Object>map(id -> call.load(Loaders.USER, id))
                                .orElse(Optional.empty()));
    }

    private Optional<Project> project(Call call) {
        String entity = Users.entity(store, call.viewer(), call.arguments().text("entityName"));
        return call.arguments().text("name").flatMap(name -> store.projects().project(call.viewer(), entity, name));
    }

    private Connection<Project> models(Call call) {
        String entity = Users.entity(store, call.viewer(), call.arguments().text("entityName"));
        return Connection.of(store.projects()
                .list(call.viewer(), Optional.of(entity), call.arguments().page()));
    }

    private Connection<Project> ofEntity(Entity entity, Call call) {
        if (call.arguments()
                .text("filters")
                .filter(text -> !text.isBlank() && !text.equals("{}"))
                .isPresent()) {
            throw HttpFailure.of(501, "not_supported", "Filters on the projects of an entity are not supported yet.");
        }
        return Connection.of(store.projects()
                .list(
                        call.viewer(),
                        Optional.of(entity.name()),
                        call.arguments().page()));
    }
}
