package dev.tunebook.server.testing;

import static java.util.Map.entry;

import dev.tunebook.model.wire.Digests;
import dev.tunebook.model.wire.Json;
import dev.tunebook.server.artifacts.ArtifactClient;
import dev.tunebook.server.http.Method;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.OrganizationUpdate;
import dev.tunebook.store.accounts.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// One of everything, all of it Ann's and marked with a word that stands nowhere else; and how each query, mutation and
/// route would be asked for it.
public final class Treasure {
    public static final String SECRET = "zecret";
    public static final String TEAM = SECRET + "team";
    private static final String ORGANIZATION = SECRET + "org";
    public static final String PROJECT = SECRET + "-project";
    private static final String ELSEWHERE = SECRET + "-elsewhere";
    private static final String RUN = SECRET + "-run";
    private static final String FILE = SECRET + ".jsonl";
    private static final String BYTES = "{\"" + SECRET + "\": 1}";
    private static final String TABLE = SECRET + ".table.json";
    private static final String TABLE_BYTES = "{\"columns\": [\"a\"], \"data\": [[\"" + SECRET + "\"]]}";
    private static final String RUN_FILE = SECRET + ".txt";
    private static final String DATA = SECRET + "-data";
    private static final String PORTFOLIO = SECRET + "-portfolio";

    private final TestServer server;
    private final String key;
    private final Map<String, String> ids = new HashMap<>();

    private Treasure(TestServer server) {
        this.server = server;
        this.key = server.user("ann");
    }

    /// @param body of a request that has one
    public record Call(Method method, String path, String body) {}

    public static Treasure of(TestServer server) {
        Treasure hers = new Treasure(server);
        hers.keepAccounts();
        hers.keepRun();
        hers.share();
        hers.keepArtifacts();
        hers.keepView();
        hers.keepChart();
        return hers;
    }

    public String key() {
        return key;
    }

    private JsonNode mutate(String field, Map<String, ?> input, String selection) {
        String type = Character.toUpperCase(field.charAt(0)) + field.substring(1) + "Input!";
        return server.data(
                        key,
                        "mutation($input: " + type + ") { " + field + "(input: $input) " + selection + " }",
                        Map.of("input", input))
                .path(field);
    }

    /// The id of something of hers.
    private String made(String name) {
        return Objects.requireNonNull(ids.get(name), name);
    }

    private static String id(JsonNode node) {
        return node.path("id").asString();
    }

    private void keepAccounts() {
        server.user("bob");
        server.user("carol");
        Viewer system = Viewer.system("test");
        server.store().teams().putTeam(system, TEAM, Optional.empty());
        server.store().teams().putMember(system, TEAM, "ann", Role.ADMIN);
        JsonNode invite = mutate("createInvite", Map.of("entityName", TEAM, "username", "carol"), "{ invite { id } }");
        ids.put("member", id(invite.path("invite")));
        ids.put(
                "key",
                id(mutate("generateApiKey", Map.of("description", SECRET), "{ apiKey { id } }")
                        .path("apiKey")));
        server.store().teams().putOrganization(system, new OrganizationUpdate(ORGANIZATION, Optional.of(SECRET)));
        server.store().teams().putMember(system, ORGANIZATION, "ann", Role.ADMIN);
    }

    private void keepRun() {
        Map<String, Object> run = Map.of(
                "entityName",
                "ann",
                "modelName",
                PROJECT,
                "name",
                RUN,
                "notes",
                SECRET,
                "tags",
                List.of(SECRET),
                "config",
                "{\"" + SECRET + "\": {\"value\": 1}}",
                "summaryMetrics",
                "{\"" + SECRET + "\": 2}");
        mutate("upsertModel", Map.of("entityName", "ann", "name", ELSEWHERE), "{ inserted }");
        JsonNode bucket = mutate("upsertBucket", run, "{ bucket { id projectId project { id } } }")
                .path("bucket");
        ids.put("run", id(bucket));
        ids.put("project", id(bucket.path("project")));
        mutate("upsertModel", Map.of("id", made("project"), "description", SECRET), "{ inserted }");
        ids.put("projectNumber", Integer.toString(bucket.path("projectId").asInt()));
        server.post("/files/ann/" + PROJECT + "/" + RUN + "/file_stream", key, stream(0));
        mutate("createRunFiles", ofRun(Map.of("files", List.of(RUN_FILE))), "{ files { uploadUrl } }")
                .findValuesAsString("uploadUrl")
                .forEach(this::put);
        JsonNode file = server.data(
                key,
                "query($p: String, $r: String!) { project(name: $p, entityName: \"ann\") { run(name: $r) {"
                        + " files { edges { node { id directUrl } } } } } }",
                Map.of("p", PROJECT, "r", RUN));
        ids.put("file", file.findValuesAsString("id").get(0));
    }

    private void share() {
        for (String name : List.of("bob", "carol")) {
            JsonNode found = server.data(
                    key, "query($n: String) { users(query: $n) { edges { node { id } } } }", Map.of("n", name));
            ids.put(name, found.findValuesAsString("id").get(0));
        }
        ids.put(
                "team",
                id(server.data(key, "query($n: String) { entity(name: $n) { id } }", Map.of("n", TEAM))
                        .path("entity")));
        Map<String, Object> members = Map.of(
                "projectId", made("project"),
                "userIds", List.of(made("carol")),
                "teamIds", List.of(made("team")));
        mutate("createProjectMembers", members, "{ success }");
    }

    private static String stream(int offset) {
        return "{\"files\": {\"wandb-history.jsonl\": {\"offset\": " + offset + ", \"content\": [\"{\\\"_step\\\": "
                + offset + ", \\\"" + SECRET + "\\\": 1}\"]}, \"output.log\": {\"offset\": " + offset
                + ", \"content\": [\"" + SECRET + "\"]}}}";
    }

    private void put(String address) {
        int status = server.send(server.to(address).PUT(BodyPublishers.ofString(BYTES)))
                .statusCode();
        if (status != 200) {
            throw new AssertionError(address + " answered " + status);
        }
    }

    private void keepArtifacts() {
        ArtifactClient client = new ArtifactClient(server, key, "ann", PROJECT);
        ids.put("artifact", client.save(DATA, Map.of(FILE, BYTES, TABLE, TABLE_BYTES)));
        mutate("updateArtifact", updateArtifact(), "{ artifact { id } }");
        mutate("linkArtifact", link(PORTFOLIO), "{ versionIndex }");
        mutate("createArtifactCollectionTagAssignments", tags(SECRET), "{ tags { id } }");
        mutate("useArtifact", useArtifact(), "{ artifact { id } }");
        for (String name : List.of(DATA, PORTFOLIO)) {
            JsonNode found = server.data(
                    key,
                    "query($p: String, $c: String!) { project(name: $p, entityName: \"ann\") {"
                            + " artifactCollection(name: $c) { id } } }",
                    Map.of("p", PROJECT, "c", name));
            ids.put(name, found.findValuesAsString("id").get(0));
        }
        JsonNode pending = mutate("createArtifact", createArtifact("0".repeat(32)), "{ artifact { id } }");
        ids.put("pending", id(pending.path("artifact")));
        JsonNode manifest = mutate("createArtifactManifest", manifest(), "{ artifactManifest { id } }");
        ids.put("manifest", id(manifest.path("artifactManifest")));
    }

    private void keepView() {
        ids.put("view", id(mutate("upsertView", view(), "{ view { id } }").path("view")));
        ids.put(
                "token",
                mutate("createAccessToken", link(), "{ accessToken { token } }")
                        .path("accessToken")
                        .path("token")
                        .asString());
    }

    private Map<String, Object> link() {
        return Map.of("viewId", made("view"), "projects", projects());
    }

    private static List<Map<String, String>> projects() {
        return List.of(Map.of("entityName", "ann", "projectName", PROJECT));
    }

    /// The token of a link to her view, which opens the runs of her project.
    public String accessToken() {
        return made("token");
    }

    private void keepChart() {
        mutate("createCustomChart", chart(SECRET), "{ chart { id } }");
    }

    private static Map<String, Object> chart(String name) {
        return Map.of(
                "entity", "ann",
                "name", name,
                "displayName", name,
                "type", "vega2",
                "access", "PRIVATE",
                "spec", "{}");
    }

    /// An address that was signed for Ann, of the file of her artifact.
    public String address() {
        return server.data(
                        key,
                        "query($id: ID!) { artifact(id: $id) { files(names: [\"" + FILE + "\"]) {"
                                + " edges { node { directUrl } } } } }",
                        Map.of("id", made("artifact")))
                .findValuesAsString("directUrl")
                .get(0);
    }

    /// The fields that show something of hers to whoever has the link, by query.
    public Map<String, Set<String>> opened() {
        Set<String> project = Set.of(
                "Project_name",
                "RunColumn_key",
                "Run_config",
                "Run_history",
                "Run_historyKeys",
                "Run_historyTail",
                "Run_name",
                "Run_notes",
                "Run_sampledHistory",
                "Run_summaryMetrics",
                "Run_tags",
                "Run_values");
        Set<String> view = new HashSet<>(project);
        view.addAll(Set.of("View_name", "View_spec"));
        return Map.of("project", project, "model", project, "models", project, "view", view);
    }

    /// Queries whose answer to Ann is ids alone.
    public Set<String> showsNoSecret() {
        return Set.of("clientIDMapping", "users");
    }

    private static Map<String, Object> ofRun(Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(Map.of("entityName", "ann", "projectName", PROJECT, "runName", RUN));
        input.putAll(more);
        return input;
    }

    private Map<String, Object> updateArtifact() {
        return Map.of("artifactID", made("artifact"), "description", SECRET, "metadata", "{\"" + SECRET + "\": 1}");
    }

    private Map<String, Object> link(String portfolio) {
        return Map.of(
                "artifactID",
                made("artifact"),
                "artifactPortfolioName",
                portfolio,
                "entityName",
                "ann",
                "projectName",
                PROJECT);
    }

    private static Map<String, Object> tags(String tag) {
        return Map.of(
                "entityName",
                "ann",
                "projectName",
                PROJECT,
                "artifactCollectionName",
                DATA,
                "tags",
                List.of(Map.of("tagName", tag)));
    }

    private Map<String, Object> useArtifact() {
        return ofRun(Map.of("artifactID", made("artifact")));
    }

    private static Map<String, Object> createArtifact(String digest) {
        return ofRun(Map.of(
                "artifactTypeName",
                "dataset",
                "artifactCollectionName",
                SECRET + "-pending",
                "digest",
                digest,
                "clientID",
                "client-" + SECRET + digest.charAt(0)));
    }

    private Map<String, Object> manifest() {
        return ofRun(
                Map.of("artifactID", made("pending"), "name", "wandb_manifest.json", "digest", md5(), "type", "FULL"));
    }

    private static String md5() {
        return Digests.base64Md5(BYTES.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, Object> view() {
        return Map.of(
                "entityName",
                "ann",
                "projectName",
                PROJECT,
                "type",
                "runs",
                "name",
                SECRET,
                "spec",
                "{\"" + SECRET + "\": 1}");
    }

    private Map<String, Object> aliases(String alias) {
        return Map.of(
                "artifactID",
                made("artifact"),
                "aliases",
                List.of(Map.of(
                        "entityName", "ann",
                        "projectName", PROJECT,
                        "artifactCollectionName", DATA,
                        "alias", alias)));
    }

    private Map<String, Object> fileSpec() {
        return Map.of("artifactID", made("pending"), "name", "new.txt", "md5", md5());
    }

    /// What required arguments below the first field are given.
    public Map<String, String> arguments() {
        return Map.ofEntries(
                entry("Project.artifactType.name", "\"dataset\""),
                entry("Project.artifact.name", quoted(DATA + ":v0")),
                entry("Project.artifactCollection.name", quoted(DATA)),
                entry("Project.artifactCollectionMembership.name", quoted(DATA + ":v0")),
                entry("ArtifactType.artifact.name", quoted(DATA + ":v0")),
                entry("ArtifactType.artifactSequence.name", quoted(DATA)),
                entry("ArtifactType.artifactCollection.name", quoted(DATA)),
                entry("ArtifactSequence.artifactMembership.aliasName", "\"v0\""),
                entry("ArtifactPortfolio.artifactMembership.aliasName", "\"v0\""),
                entry(
                        "Run.sampledHistory.specs",
                        "[\"{\\\"keys\\\": [\\\"" + SECRET + "\\\"], \\\"samples\\\": 10}\"]"),
                entry("Run.parquetHistory.liveKeys", "[" + quoted(SECRET) + "]"),
                entry("Run.values.keys", "[\"summary_metrics." + SECRET + "\"]"),
                entry("Project.run.name", quoted(RUN)),
                entry("Project.bucket.name", quoted(RUN)),
                entry("Artifact.filesByManifestEntries.entries", "[]"),
                entry("Artifact.filesByManifestEntries.storageLayout", "\"V2\""),
                entry("Artifact.filesByManifestEntries.manifestVersion", "\"1\""));
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private String byId(String name) {
        return "(id: " + quoted(made(name)) + ")";
    }

    /// The arguments of each query that ask for what is hers.
    public Map<String, String> queries() {
        String project = "(name: " + quoted(PROJECT) + ", entityName: \"ann\")";
        return Map.ofEntries(
                entry("viewer", ""),
                entry("entity", "(name: " + quoted(TEAM) + ")"),
                entry("organization", "(name: " + quoted(ORGANIZATION) + ")"),
                entry("users", "(query: \"ann\")"),
                entry("project", project),
                entry("model", project),
                entry("models", "(entityName: \"ann\")"),
                entry("artifact", byId("artifact")),
                entry("artifactCollection", byId(DATA)),
                entry("clientIDMapping", "(clientID: " + quoted("client-" + SECRET + "0") + ")"),
                entry("lineage", "(artifactID: " + quoted(made("artifact")) + ")"),
                entry("customChart", "(entityName: \"ann\", name: " + quoted(SECRET) + ")"),
                entry("view", byId("view")));
    }

    /// What Ann is refused as well: names that are taken, what is for administrators. And the stream of changes, which
    /// she would read for ever.
    public Set<String> refusedToAll() {
        return Set.of("createTeam", "createUser", "GET /metrics", "GET /api/live", "completeMultipartUploadArtifact");
    }

    /// The input of each mutation that would change what is hers.
    public Map<String, Map<String, Object>> mutations() {
        List<Map.Entry<String, Map<String, Object>>> inputs = new ArrayList<>();
        addAccounts(inputs);
        addRuns(inputs);
        addArtifacts(inputs);
        addCollections(inputs);
        Map<String, Map<String, Object>> table = new HashMap<>();
        inputs.forEach(input -> table.put(input.getKey(), input.getValue()));
        return table;
    }

    private void addAccounts(List<Map.Entry<String, Map<String, Object>>> inputs) {
        String project = made("project");
        inputs.add(entry("updateUser", Map.of("defaultEntity", TEAM)));
        inputs.add(entry("createTeam", Map.of("teamName", TEAM)));
        inputs.add(entry("createInvite", Map.of("entityName", TEAM, "username", "bob")));
        inputs.add(entry("deleteInvite", Map.of("entityName", TEAM, "id", made("member"))));
        inputs.add(entry("createServiceAccount", Map.of("entityName", TEAM, "description", "x")));
        inputs.add(entry("createUser", Map.of("email", "ann@example.org")));
        inputs.add(entry("deleteApiKey", Map.of("id", made("key"))));
        inputs.add(entry("generateApiKey", Map.of("description", "own")));
        inputs.add(entry("createAnonymousEntity", Map.of()));
        inputs.add(entry("upsertModel", Map.of("id", project, "description", "changed")));
        inputs.add(entry(
                "renameProject", Map.of("entityName", "ann", "oldProjectName", PROJECT, "newProjectName", "renamed")));
        inputs.add(entry("deleteModel", Map.of("id", project)));
        inputs.add(entry("createProjectMembers", Map.of("projectId", project, "userIds", List.of(made("bob")))));
        inputs.add(entry("deleteProjectMembers", Map.of("projectId", project, "userIds", List.of(made("carol")))));
        inputs.add(entry(
                "updateProjectMember",
                Map.of("projectId", project, "userId", made("carol"), "userProjectRole", "member")));
        inputs.add(entry(
                "updateProjectTeamMember",
                Map.of("projectId", project, "teamId", made("team"), "teamProjectRole", "member")));
        inputs.add(entry("upsertView", Map.of("id", made("view"), "spec", "{}")));
        inputs.add(entry("deleteView", Map.of("id", made("view"))));
        inputs.add(entry("createCustomChart", chart("x")));
        inputs.add(entry("createAccessToken", link()));
        inputs.add(entry("updateAccessTokenProjects", Map.of("token", made("token"), "projects", List.of())));
        inputs.add(entry("revokeAccessToken", Map.of("token", made("token"))));
    }

    private void addRuns(List<Map.Entry<String, Map<String, Object>>> inputs) {
        String run = made("run");
        inputs.add(entry(
                "upsertBucket", Map.of("entityName", "ann", "modelName", PROJECT, "name", RUN, "notes", "changed")));
        inputs.add(entry("stopRun", Map.of("id", run)));
        inputs.add(entry("deleteRun", Map.of("id", run, "deleteArtifacts", true)));
        inputs.add(entry(
                "moveRuns",
                Map.of(
                        "sourceEntityName",
                        "ann",
                        "sourceProjectName",
                        PROJECT,
                        "destinationEntityName",
                        "ann",
                        "destinationProjectName",
                        ELSEWHERE,
                        "runNames",
                        List.of(RUN))));
        inputs.add(entry("modifyRuns", Map.of("ids", List.of(run), "addTags", List.of("new"))));
        inputs.add(entry(
                "deleteRuns",
                Map.of("entityName", "ann", "projectName", PROJECT, "filters", "{}", "deleteArtifacts", true)));
        inputs.add(entry("updateRunState", Map.of("id", run, "state", "failed")));
        inputs.add(entry("notifyScriptableRunAlert", ofRun(Map.of("title", "x", "text", "x"))));
        inputs.add(entry("rewindRun", ofRun(Map.of("metricName", "_step", "metricValue", 0))));
        inputs.add(entry("createRunFiles", ofRun(Map.of("files", List.of("new.txt")))));
        inputs.add(entry("markRunFilesUploaded", ofRun(Map.of("files", List.of(RUN_FILE)))));
        inputs.add(entry("deleteFiles", Map.of("files", List.of(made("file")))));
    }

    private void addArtifacts(List<Map.Entry<String, Map<String, Object>>> inputs) {
        String artifact = made("artifact");
        inputs.add(entry(
                "createArtifactType",
                Map.of("entityName", "ann", "projectName", PROJECT, "name", "dataset", "description", "changed")));
        inputs.add(entry("createArtifact", createArtifact("1".repeat(32))));
        inputs.add(entry("createArtifactManifest", manifest()));
        inputs.add(entry("updateArtifactManifest", Map.of("artifactManifestID", made("manifest"), "digest", md5())));
        inputs.add(entry("createArtifactFiles", Map.of("artifactFiles", List.of(fileSpec()))));
        inputs.add(entry(
                "completeMultipartUploadArtifact",
                Map.of(
                        "artifactID", made("pending"),
                        "storagePath", "x",
                        "uploadID", "x",
                        "completeMultipartAction", "Complete",
                        "completedParts", List.of())));
        inputs.add(entry("commitArtifact", Map.of("artifactID", artifact)));
        inputs.add(entry("useArtifact", useArtifact()));
        inputs.add(entry("updateArtifact", Map.of("artifactID", artifact, "description", "changed")));
        inputs.add(entry("deleteArtifact", Map.of("artifactID", artifact, "deleteAliases", true)));
        inputs.add(entry("addAliases", aliases("new")));
        inputs.add(entry("deleteAliases", aliases("latest")));
        inputs.add(entry("linkArtifact", link("elsewhere")));
        inputs.add(entry("unlinkArtifact", Map.of("artifactID", artifact, "artifactPortfolioID", made(PORTFOLIO))));
    }

    private void addCollections(List<Map.Entry<String, Map<String, Object>>> inputs) {
        Map<String, Object> move = Map.of("artifactSequenceID", made(DATA), "destinationArtifactTypeName", "model");
        inputs.add(entry("deleteArtifactSequence", Map.of("artifactSequenceID", made(DATA))));
        inputs.add(entry("deleteArtifactPortfolio", Map.of("artifactPortfolioID", made(PORTFOLIO))));
        inputs.add(entry("updateArtifactSequence", Map.of("artifactSequenceID", made(DATA), "description", "changed")));
        inputs.add(entry(
                "updateArtifactPortfolio", Map.of("artifactPortfolioID", made(PORTFOLIO), "description", "changed")));
        inputs.add(entry("moveArtifactSequence", move));
        inputs.add(entry("moveArtifactCollection", move));
        inputs.add(entry("createArtifactCollectionTagAssignments", tags("new")));
        inputs.add(entry("deleteArtifactCollectionTagAssignments", tags(SECRET)));
    }

    /// How each protected route is asked for what is hers.
    public Map<String, Call> routes() {
        String artifact = made("artifact");
        String run = "/files/ann/" + PROJECT + "/" + RUN + "/";
        String hex = Digests.base64ToHex(md5());
        String v2 = "/artifactsV2/default/ann/" + PROJECT + "/" + DATA + "/";
        return Map.ofEntries(
                entry(
                        "POST /graphql",
                        new Call(
                                Method.POST,
                                "/graphql",
                                Json.write(Json.tree(Map.of("query", "{ view" + byId("view") + " { spec } }"))))),
                entry("GET /api/session", new Call(Method.GET, "/api/session", "")),
                entry("DELETE /api/session", new Call(Method.DELETE, "/api/session", "")),
                entry("POST /api/sign-in-links", new Call(Method.POST, "/api/sign-in-links", "")),
                entry(
                        "POST /api/series",
                        new Call(
                                Method.POST,
                                "/api/series",
                                Json.write(Json.tree(Map.of("runs", List.of(made("run")), "keys", List.of(SECRET)))))),
                entry(
                        "POST /files/{entity}/{project}/{run}/file_stream",
                        new Call(Method.POST, run + "file_stream", stream(1))),
                entry("GET /files/{entity}/{project}/{run}/{name...}", new Call(Method.GET, run + RUN_FILE, "")),
                entry(
                        "GET /api/artifacts/{id}/rows",
                        new Call(Method.GET, "/api/artifacts/" + artifact + "/rows?path=" + FILE, "")),
                entry(
                        "GET /api/artifacts/{id}/table",
                        new Call(Method.GET, "/api/artifacts/" + artifact + "/table?path=" + TABLE, "")),
                entry(
                        "GET /api/artifacts/{id}/insight",
                        new Call(Method.GET, "/api/artifacts/" + artifact + "/insight?path=" + FILE, "")),
                entry(
                        "GET /api/artifacts/{id}/overlap",
                        new Call(
                                Method.GET,
                                "/api/artifacts/" + artifact + "/overlap?path=" + FILE + "&other=" + artifact
                                        + "&otherPath=" + FILE,
                                "")),
                entry(
                        "GET /api/artifacts/{id}/diff",
                        new Call(
                                Method.GET,
                                "/api/artifacts/" + artifact + "/diff?path=" + FILE + "&other=" + artifact
                                        + "&otherPath=" + FILE,
                                "")),
                entry("GET /artifacts/{entity}/{digest}", new Call(Method.GET, "/artifacts/ann/" + hex, "")),
                entry(
                        "GET /artifactsV2/{region}/{entity}/{project}/{collection}/{birth}/{digest}/{name}",
                        new Call(Method.GET, v2 + artifact + "/" + hex + "/" + FILE, "")),
                entry(
                        "GET /artifactsV2/{region}/{entity}/{project}/{collection}/{artifact}/{birth}/{digest}/{name}",
                        new Call(Method.GET, v2 + artifact + "/" + artifact + "/" + hex + "/" + FILE, "")),
                entry("GET /api/live", new Call(Method.GET, "/api/live?path=ann/" + PROJECT, "")),
                entry("GET /metrics", new Call(Method.GET, "/metrics", "")));
    }
}
