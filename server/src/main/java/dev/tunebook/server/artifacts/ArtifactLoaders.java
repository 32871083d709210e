package dev.tunebook.server.artifacts;

import dev.tunebook.server.graphql.LoaderKey;
import dev.tunebook.server.graphql.Loaders;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactMembership;
import dev.tunebook.store.artifacts.ArtifactType;
import dev.tunebook.store.artifacts.LineageEdge;
import dev.tunebook.store.artifacts.LineageEdge.Direction;
import dev.tunebook.store.runs.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// What is fetched for a whole level of a query at once.
final class ArtifactLoaders {
    /// By id.
    static final LoaderKey<Long, ShownCollection> COLLECTION = new LoaderKey<>("artifact collection");

    /// The source sequence of an artifact, by the artifact's id.
    static final LoaderKey<Long, ShownCollection> SEQUENCE = new LoaderKey<>("artifact sequence");

    /// Of an artifact, the source sequence's first.
    static final LoaderKey<Long, List<ArtifactMembership>> MEMBERSHIPS = new LoaderKey<>("artifact memberships");

    /// The types of a project, by its id.
    static final LoaderKey<Long, Map<String, ArtifactType>> TYPES = new LoaderKey<>("artifact types");

    /// The runs that used an artifact, in the order they did.
    static final LoaderKey<Long, List<Run>> USED_BY = new LoaderKey<>("artifact used by");

    /// What a run used.
    static final LoaderKey<Long, List<Artifact>> INPUTS = new LoaderKey<>("run inputs");

    private final Store store;

    ArtifactLoaders(Store store) {
        this.store = store;
    }

    void wire(Wiring wiring) {
        wiring.loader(Loaders.ARTIFACT, this::artifacts)
                .loader(
                        COLLECTION,
                        (viewer, ids) -> store.collections().collections(viewer, ids).stream()
                                .map(ShownCollection::of)
                                .collect(Collectors.toMap(shown -> shown.value().id(), Function.identity())))
                .loader(SEQUENCE, this::sequences)
                .loader(
                        MEMBERSHIPS,
                        (viewer, ids) -> store.memberships().ofArtifacts(viewer, ids).stream()
                                .collect(Collectors.groupingBy(ArtifactMembership::artifactId)))
                .loader(TYPES, this::types)
                .loader(USED_BY, this::usedBy)
                .loader(Loaders.RUN_OUTPUTS, (viewer, ids) -> ofRuns(viewer, ids, Direction.OUTPUT))
                .loader(INPUTS, (viewer, ids) -> ofRuns(viewer, ids, Direction.INPUT));
    }

    private Map<Long, Artifact> artifacts(Viewer viewer, Set<Long> ids) {
        return store.artifacts().artifacts(viewer, ids).stream()
                .collect(Collectors.toMap(Artifact::id, Function.identity()));
    }

    private Map<Long, ShownCollection> sequences(Viewer viewer, Set<Long> artifactIds) {
        Map<Long, ShownCollection> found = new HashMap<>();
        store.collections()
                .sequencesOf(viewer, artifactIds)
                .forEach((id, sequence) -> found.put(id, ShownCollection.of(sequence)));
        return found;
    }

    /// A project that is closed to the viewer has none.
    private Map<Long, Map<String, ArtifactType>> types(Viewer viewer, Set<Long> projectIds) {
        return store.projects().projects(viewer, projectIds).stream()
                .collect(Collectors.toMap(
                        project -> project.id(),
                        project -> store.collections().types(viewer, project.id(), true).stream()
                                .collect(Collectors.toMap(ArtifactType::name, Function.identity()))));
    }

    private Map<Long, List<Run>> usedBy(Viewer viewer, Set<Long> artifactIds) {
        List<LineageEdge> edges = only(store.lineage().ofArtifacts(viewer, artifactIds), Direction.INPUT);
        Map<Long, Run> runs = store.runs().runs(viewer, ids(edges, LineageEdge::runId)).stream()
                .collect(Collectors.toMap(Run::id, Function.identity()));
        return grouped(edges, LineageEdge::artifactId, LineageEdge::runId, runs);
    }

    private Map<Long, List<Artifact>> ofRuns(Viewer viewer, Set<Long> runIds, Direction direction) {
        List<LineageEdge> edges = only(store.lineage().ofRuns(viewer, runIds), direction);
        Map<Long, Artifact> found = artifacts(viewer, ids(edges, LineageEdge::artifactId));
        return grouped(edges, LineageEdge::runId, LineageEdge::artifactId, found);
    }

    private static List<LineageEdge> only(List<LineageEdge> edges, Direction direction) {
        return edges.stream().filter(edge -> edge.direction() == direction).toList();
    }

    private static Set<Long> ids(List<LineageEdge> edges, ToLongFunction<LineageEdge> end) {
        return edges.stream().map(end::applyAsLong).collect(Collectors.toSet());
    }

    private static <T> Map<Long, List<T>> grouped(
            List<LineageEdge> edges,
            ToLongFunction<LineageEdge> from,
            ToLongFunction<LineageEdge> to,
            Map<Long, T> ends) {
        Map<Long, List<T>> found = new LinkedHashMap<>();
        edges.forEach(edge -> {
            T end = ends.get(to.applyAsLong(edge));
            if (end != null) {
                found.computeIfAbsent(from.applyAsLong(edge), key -> new ArrayList<>())
                        .add(end);
            }
        });
        return found;
    }
}
