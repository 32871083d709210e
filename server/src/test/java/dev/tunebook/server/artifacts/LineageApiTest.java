package dev.tunebook.server.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// data -> tune -> model -> second -> better, with an evaluation of the data beside it.
class LineageApiTest extends TwoUsers {
    private static final String LINEAGE = """
            query($artifact: ID, $run: ID, $depth: Int) { lineage(artifactID: $artifact, runID: $run, depth: $depth) {
              nodes { id kind label type version path } edges { from to } } }""";
    private static final String USE =
            "mutation($input: UseArtifactInput!) { useArtifact(input: $input) { artifact { id } } }";
    private static final String RUN = """
            query($p: String!, $e: String!, $r: String!) { project(name: $p, entityName: $e) { run(name: $r) { id
              inputArtifacts { totalCount edges { node { id } } } outputArtifacts { totalCount edges { node { id } } } } } }""";

    private String data;
    private String model;
    private String better;

    @BeforeAll
    void saveAll() {
        data = ann.save("data", Map.of("train.jsonl", "{}"));
        model = made("tune", "model", data);
        better = made("second", "better", model);
        ann.run("evaluation");
        use("evaluation", data);
    }

    /// An artifact a run made of another one.
    private String made(String run, String name, String input) {
        ann.run(run);
        use(run, input);
        use(run, input);
        Map<String, String> files = Map.of("weights", name);
        Map<String, Object> begin = ann.input(name, ArtifactClient.manifest(files));
        begin.put("runName", run);
        begin.put("artifactTypeName", "model");
        return ann.finish(
                ann.mutate(ArtifactClient.CREATE, begin).path("artifact"), files, ArtifactClient.manifest(files));
    }

    private void use(String run, String artifact) {
        ann.mutate(USE, Map.of("entityName", "ann", "projectName", "p", "runName", run, "artifactID", artifact));
    }

    private JsonNode run(String name) {
        return ann.query(RUN, Map.of("p", "p", "e", "ann", "r", name))
                .path("project")
                .path("run");
    }

    private static Set<String> paths(JsonNode lineage) {
        return lineage.path("nodes").findValuesAsString("path").stream()
                .map(path -> path.substring("ann/p/".length()))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data   | 0 | data:v0",
                "data   | 1 | data:v0 tune evaluation",
                "data   | 2 | data:v0 tune evaluation model:v0",
                "data   | 9 | data:v0 tune evaluation model:v0 second better:v0",
                "model  | 1 | model:v0 tune second",
                "model  | 3 | model:v0 tune second data:v0 better:v0",
                "better | 9 | better:v0 second model:v0 tune data:v0",
            })
    void lineageOfAnArtifact(String start, int depth, String expected) {
        String id = Map.of("data", data, "model", model, "better", better).getOrDefault(start, "");

        JsonNode lineage =
                ann.query(LINEAGE, Map.of("artifact", id, "depth", depth)).path("lineage");

        assertThat(paths(lineage)).isEqualTo(Set.of(expected.split(" ")));
    }

    @Test
    void dataFlowsAlongTheEdges() {
        JsonNode run = run("tune");

        JsonNode lineage = ann.query(LINEAGE, Map.of("run", run.path("id").asString(), "depth", 1))
                .path("lineage");

        assertThat(paths(lineage)).isEqualTo(Set.of("tune", "data:v0", "model:v0"));
        Set<List<String>> edges = StreamSupport.stream(lineage.path("edges").spliterator(), false)
                .map(edge ->
                        List.of(edge.path("from").asString(), edge.path("to").asString()))
                .collect(Collectors.toSet());
        String id = run.path("id").asString();
        assertThat(edges).isEqualTo(Set.of(List.of(data, id), List.of(id, model)));
        JsonNode node = lineage.path("nodes").get(0);
        assertThat(node.path("kind").asString()).isEqualTo("ARTIFACT");
        assertThat(node.path("version").asString()).isEqualTo("v0");
    }

    @Test
    void usesAreRecordedOnceAndSeenFromBothEnds() {
        JsonNode run = run("tune");

        assertThat(run.path("inputArtifacts").path("totalCount").asInt()).isEqualTo(1);
        assertThat(run.path("outputArtifacts")
                        .path("edges")
                        .get(0)
                        .path("node")
                        .path("id")
                        .asString())
                .isEqualTo(model);
        JsonNode artifact = ann.query("""
                        query($id: ID!) { artifact(id: $id) { createdBy { __typename ... on Run { name } }
                          usedBy { edges { node { name } } } } }""", Map.of("id", model)).path("artifact");
        assertThat(artifact.path("createdBy").path("name").asString()).isEqualTo("tune");
        assertThat(artifact.path("usedBy").findValuesAsString("name")).containsExactly("second");
        JsonNode creator = ann.query(
                        "query($id: ID!) { artifact(id: $id) { createdBy { __typename ... on User { username } } } }",
                        Map.of("id", data))
                .path("artifact")
                .path("createdBy");
        assertThat(creator.path("__typename").asString()).isEqualTo("User");
        assertThat(creator.path("username").asString()).isEqualTo("ann");
    }

    @Test
    void deletedRunsDropOut() {
        ann.run("gone");
        use("gone", better);
        String id = run("gone").path("id").asString();
        ann.query("mutation($id: ID!) { deleteRun(input: {id: $id}) { clientMutationId } }", Map.of("id", id));

        JsonNode lineage =
                ann.query(LINEAGE, Map.of("artifact", better, "depth", 1)).path("lineage");

        assertThat(paths(lineage)).isEqualTo(Set.of("better:v0", "second"));
    }

    @Test
    void othersSeeNoLineage() {
        assertThat(bob.query(LINEAGE, Map.of("artifact", data)).path("lineage").isNull())
                .isTrue();
        assertThat(bob.query(LINEAGE, Map.of("run", run("tune").path("id").asString()))
                        .path("lineage")
                        .isNull())
                .isTrue();
        assertThat(ann.query(LINEAGE, Map.of("artifact", "nonsense"))
                        .path("lineage")
                        .isNull())
                .isTrue();
        assertThat(bob.attempt(
                                USE,
                                Map.of("entityName", "ann", "projectName", "p", "runName", "tune", "artifactID", data))
                        .statusCode())
                .isEqualTo(404);
    }
}
