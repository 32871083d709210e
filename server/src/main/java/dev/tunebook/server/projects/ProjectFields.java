package dev.tunebook.server.projects;

import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.auth.Users;
import dev.tunebook.server.filter.Condition;
import dev.tunebook.server.filter.Order;
import dev.tunebook.server.filter.SearchedProject;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Connection;
import dev.tunebook.server.graphql.Loaders;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.Page;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Project;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// `project`, `model`, `models` and the fields of a project.
final class ProjectFields {
    /// Whoever may see a project may know whose it is.
    private static final Viewer OWNERS = Viewer.system("owner of a project");

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
                .field("storageBytes", this::storedBytes)
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
                .field("entity", project -> store.accounts().entity(OWNERS, project.entity()))
                .field("createdAt", Project::createdAt)
                .field("updatedAt", Project::updatedAt)
                .field("description", Project::description)
                .field("protectedAliases", Project::protectedAliases)
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

    private long storedBytes(Entity entity, Call call) {
        return store.projects().list(call.viewer(), Optional.of(entity.name()), Page.Request.every()).nodes().stream()
                .filter(project -> store.projects()
                        .access(call.viewer(), project.id())
                        .filter(access -> access.includes(Access.READ))
                        .isPresent())
                .mapToLong(project -> store.projects().storedBytes(call.viewer(), project.id()))
                .sum();
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
        Arguments arguments = call.arguments();
        Optional<Condition> condition = Condition.read(arguments.text("filters"));
        if (condition.isEmpty() && !arguments.has("order")) {
            return Connection.of(store.projects().list(call.viewer(), Optional.of(entity.name()), arguments.page()));
        }
        List<Project> found =
                store.projects().list(call.viewer(), Optional.of(entity.name()), Page.Request.every()).nodes().stream()
                        .filter(project ->
                                condition.orElse(Condition.EVERYTHING).holds(SearchedProject.of(project)))
                        .toList();
        return Connection.of(
                SearchedProject.page(found, Order.parse(arguments.text("order"), "-updated_at"), arguments.page()));
    }
}
