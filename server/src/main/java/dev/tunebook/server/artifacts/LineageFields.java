package dev.tunebook.server.artifacts;

import dev.tunebook.model.ArtifactAlias;
import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.artifacts.ArtifactCollection;
import dev.tunebook.store.artifacts.ArtifactMembership;
import dev.tunebook.store.artifacts.LineageEdge;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.runs.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// `lineage`: where an artifact or a run's data came from and what became of it, as a graph.
final class LineageFields {
    private static final int DEPTH = 3;
    private static final int DEEPEST = 20;

    private final Store store;

    LineageFields(Store store) {
        this.store = store;
    }

    /// @param path `entity/project/run`, or `entity/project/collection:v3`
    record Node(String id, String kind, String label, Optional<String> type, Optional<String> version, String path) {}

    record Edge(String from, String to) {
        /// Data flows from first to second.
        static Edge of(LineageEdge edge) {
            String run = run(edge.runId());
            String artifact = Ids.artifact(edge.artifactId());
            return edge.direction() == LineageEdge.Direction.INPUT ? new Edge(artifact, run) : new Edge(run, artifact);
        }
    }

    record Graph(List<Node> nodes, List<Edge> edges) {}

    void wire(Wiring wiring) {
        wiring.query("lineage", this::lineage)
                .record("Lineage", Graph.class)
                .record("LineageNode", Node.class)
                .record("LineageEdge", Edge.class);
    }

    /// Empty where the viewer may not see the start.
    private Optional<Graph> lineage(Call call) {
        Arguments arguments = call.arguments();
        LineageWalk walk = new LineageWalk(store.lineage(), call.viewer());
        int depth = arguments.count("depth", DEPTH, DEEPEST);
        arguments.idIfAny("artifactID", Ids.ARTIFACT).ifPresent(id -> walk.fromArtifact(id, depth));
        arguments.idIfAny("runID", "Run").ifPresent(id -> walk.fromRun(id, depth));
        List<Node> nodes = new ArrayList<>();
        nodes.addAll(artifacts(call.viewer(), walk.artifacts()));
        nodes.addAll(runs(call.viewer(), walk.runs()));
        if (nodes.isEmpty()) {
            return Optional.empty();
        }
        Set<String> shown = nodes.stream().map(Node::id).collect(Collectors.toSet());
        List<Edge> edges = new ArrayList<>();
        walk.edges().forEach(edge -> edges.add(Edge.of(edge)));
        edges.removeIf(edge -> !shown.contains(edge.from()) || !shown.contains(edge.to()));
        return Optional.of(new Graph(nodes, edges));
    }

    private List<Node> runs(Viewer viewer, Set<Long> ids) {
        return store.runs().runs(viewer, ids).stream()
                .map(run -> new Node(
                        run(run.id()),
                        "RUN",
                        label(run),
                        run.labels().jobType(),
                        Optional.empty(),
                        run.path().toString()))
                .toList();
    }

    private static String run(long id) {
        return NodeId.of("Run", id).encoded();
    }

    private static String label(Run run) {
        return run.labels().displayName();
    }

    /// Each by the first membership the viewer may see: its own sequence, else a link.
    private List<Node> artifacts(Viewer viewer, Set<Long> ids) {
        Map<Long, ArtifactMembership> members = store.memberships().ofArtifacts(viewer, ids).stream()
                .collect(Collectors.toMap(
                        ArtifactMembership::artifactId, Function.identity(), (first, second) -> first));
        Map<Long, ArtifactCollection> collections = store
                .collections()
                .collections(
                        viewer,
                        members.values().stream()
                                .map(ArtifactMembership::collectionId)
                                .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(ArtifactCollection::id, Function.identity()));
        Map<Long, Project> projects = store
                .projects()
                .projects(
                        viewer,
                        collections.values().stream()
                                .map(ArtifactCollection::projectId)
                                .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(Project::id, Function.identity()));
        return members.values().stream()
                .flatMap(member -> Optional.ofNullable(collections.get(member.collectionId()))
                        .flatMap(collection -> Optional.ofNullable(projects.get(collection.projectId()))
                                .map(project -> node(member, collection, project)))
                        .stream())
                .toList();
    }

    private static Node node(ArtifactMembership member, ArtifactCollection collection, Project project) {
        String version = ArtifactAlias.version(member.versionIndex()).value();
        return new Node(
                Ids.artifact(member.artifactId()),
                "ARTIFACT",
                collection.name(),
                Optional.of(collection.type()),
                Optional.of(version),
                project.entity() + "/" + project.name() + "/" + collection.name() + ":" + version);
    }
}
