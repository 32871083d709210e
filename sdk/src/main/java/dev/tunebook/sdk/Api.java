package dev.tunebook.sdk;

import dev.tunebook.model.ArtifactRef;
import dev.tunebook.model.EntityName;
import dev.tunebook.model.ProjectName;
import dev.tunebook.model.RunPath;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.ApiException;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.artifact.VersionFields;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.graphql.GraphQl;
import dev.tunebook.sdk.internal.graphql.Operation;
import dev.tunebook.sdk.internal.read.RunReader;
import dev.tunebook.sdk.internal.read.RunSearch;
import dev.tunebook.sdk.internal.read.VersionSearch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads runs and artifacts back, and changes what may be changed afterwards. Get one from [Wandb#api].
///
/// ```java
/// StoredRun run = Wandb.api().run("team/demo/ab12cd34"); run.history().forEach(row ->
/// System.out.println(row.step() + " " + row.values().get("loss")));
/// ```
///
/// Names may leave out entity and project where the settings name them, or the key's user has a default
/// entity. Where something may be missing there are two methods: `run` throws, `findRun` is empty. Safe for
/// concurrent use.
public final class Api {
    private final Client client;
    private final Settings settings;

    Api(Settings settings) {
        this.settings = settings;
        this.client = Wandb.client(settings, settings.world());
    }

    /// Who the key belongs to.
    ///
    /// @param entity where new runs go when nobody says
    /// @param teams entities the user may write to
    public record Viewer(String username, String entity, List<String> teams) {
        public Viewer {
            teams = List.copyOf(teams);
        }
    }

    /// @throws ApiException with the code `not_authenticated` when the server does not know the key
    public Viewer viewer() {
        JsonNode viewer = GraphQl.at(client.graphQl().run(Operation.VIEWER, Json.object()), "viewer")
                .orElseThrow(() -> new ApiException(
                        401, settings.baseUrl() + " does not know this API key; log in with Wandb.login"));
        List<String> teams = viewer.path("teams").path("edges").values().stream()
                .map(edge -> edge.path("node").path("name").asString(""))
                .toList();
        return new Viewer(
                viewer.path("username").asString(""), viewer.path("entity").asString(""), teams);
    }

    /// Whether there is such a user or team, as far as the key may know.
    public boolean entityExists(String name) {
        ObjectNode variables = Json.object()
                .put("entity", Input.checked(() -> new EntityName(name)).value());
        return GraphQl.at(client.graphQl().run(Operation.ENTITY, variables), "entity", "id")
                .isPresent();
    }

    /// Whether there is such a project.
    ///
    /// @param path `[entity/]project`
    public boolean projectExists(String path) {
        Place place = place(path);
        ObjectNode variables = Json.object()
                .put("entity", place.entity().value())
                .put("name", place.project().value());
        return GraphQl.at(client.graphQl().run(Operation.PROJECT, variables), "project", "id")
                .isPresent();
    }

    /// @param path `[[entity/]project/]id`
    /// @throws ApiException with the code `not_found` when there is none
    public StoredRun run(String path) {
        RunPath complete = runPath(path);
        return find(complete).orElseThrow(() -> RunReader.gone(complete));
    }

    /// The run, where it exists.
    public Optional<StoredRun> findRun(String path) {
        return find(runPath(path));
    }

    private Optional<StoredRun> find(RunPath path) {
        return new RunReader(client, path).fields().map(fields -> new StoredRun(client, path, fields));
    }

    /// The runs of a project, oldest first.
    public Stream<StoredRun> runs(String project) {
        return runs(project, Map.of(), "+created_at");
    }

    /// The runs of a project, fetched page by page as the stream goes on.
    ///
    /// @param project `[entity/]project`
    /// @param filter in the protocol's language, such as `Map.of("state", "finished")` or
    ///     `Map.of("summary_metrics.loss", Map.of("$lt", 0.5))`; empty for all
    /// @param order `+key` or `-key`, such as `-created_at` or `+summary_metrics.loss`
    /// @throws ApiException with the code `not_found` when there is no such project
    public Stream<StoredRun> runs(String project, Map<String, ?> filter, String order) {
        Place place = place(project);
        ObjectNode tree = Json.object(Input.json(filter));
        return RunSearch.runs(client, place.entity(), place.project(), tree, order)
                .map(fields -> new StoredRun(
                        client,
                        RunPath.of(
                                place.entity().value(),
                                place.project().value(),
                                fields.path("name").asString("")),
                        fields));
    }

    /// @param name `[[entity/]project/]name[:alias]`; without an alias it is `latest`
    /// @throws ApiException with the code `not_found` when there is none
    public ArtifactVersion artifact(String name) {
        return Artifacts.byName(client, artifactRef(name).toString());
    }

    /// The artifact version, where it exists.
    public Optional<ArtifactVersion> findArtifact(String name) {
        return Artifacts.find(client, artifactRef(name));
    }

    /// The versions of a collection, the newest first, fetched page by page as the stream goes on; none where
    /// there is no such collection.
    ///
    /// @param type such as `model`
    /// @param collection `[[entity/]project/]name`
    public Stream<ArtifactVersion> artifactVersions(String type, String collection) {
        ArtifactRef ref = artifactRef(collection);
        VersionFields.Place place = new VersionFields.Place(
                ref.entity().orElseThrow().value(),
                ref.project().orElseThrow().value(),
                ref.collection().value());
        return VersionSearch.versions(client, type, place).map(fields -> ArtifactVersion.of(client, fields));
    }

    private record Place(EntityName entity, ProjectName project) {}

    private Place place(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length > 2) {
            throw new InvalidInputException("the project \"" + path + "\" must have the form entity/project");
        }
        String entity = parts.length == 2 ? parts[0] : defaultEntity();
        return Input.checked(() -> new Place(new EntityName(entity), new ProjectName(parts[parts.length - 1])));
    }

    private RunPath runPath(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length > 2) {
            return Input.checked(() -> RunPath.parse(path));
        }
        String project = parts.length == 2 ? parts[0] : defaultProject(path);
        return Input.checked(() -> RunPath.of(defaultEntity(), project, parts[parts.length - 1]));
    }

    private ArtifactRef artifactRef(String name) {
        ArtifactRef ref = Artifacts.parse(name);
        if (ref.entity().isPresent()) {
            return ref;
        }
        ProjectName project = ref.project().orElseGet(() -> new ProjectName(defaultProject(name)));
        return ref.within(new EntityName(defaultEntity()), project);
    }

    private String defaultEntity() {
        return settings.entity().orElseGet(() -> viewer().entity());
    }

    private String defaultProject(String name) {
        return settings.project()
                .orElseThrow(() -> new InvalidInputException(
                        "\"" + name + "\" names no project and the settings neither; write entity/project/name"));
    }
}
