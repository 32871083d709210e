package dev.tunebook.sdk;

import dev.tunebook.model.LogicalPath;
import dev.tunebook.model.wire.ArtifactManifest;
import dev.tunebook.model.wire.Digests;
import dev.tunebook.model.wire.Json;
import dev.tunebook.model.wire.NodeId;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The artifacts of [FakeServer]: one project, dedup by digest, idempotent by client id, blobs known by MD5
/// once they belong to a committed version or to the same pending one.
public final class FakeArtifacts {
    private final FakeServer server;
    final List<FakeVersion> versions = new ArrayList<>();
    final Map<String, List<String>> used = new TreeMap<>();
    private final Map<String, String> births = new LinkedHashMap<>();
    private int signatures;
    public boolean offersParts = true;

    FakeArtifacts(FakeServer server) {
        this.server = server;
    }

    public static final class FakeVersion {
        final String id;
        final ObjectNode input;
        final List<String> clientIds = new ArrayList<>();
        final List<String> outputOf = new ArrayList<>();
        final List<String> aliases = new ArrayList<>();
        final Map<String, String> md5s = new TreeMap<>();
        int index = -1;
        String manifestDigest = "";

        FakeVersion(String id, ObjectNode input) {
            this.id = id;
            this.input = input;
        }

        String collection() {
            return input.path("artifactCollectionName").asString();
        }

        boolean isCommitted() {
            return index >= 0;
        }
    }

    public FakeVersion version(String collection, int index) {
        return versions.stream()
                .filter(version -> version.collection().equals(collection) && version.index == index)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no version " + index + " of " + collection));
    }

    public List<FakeVersion> committed(String collection) {
        return versions.stream()
                .filter(version -> version.isCommitted() && version.collection().equals(collection))
                .toList();
    }

    ArtifactManifest manifest(FakeVersion version) {
        return ArtifactManifest.read(server.bytes(manifestPath(version)));
    }

    public byte[] blob(FakeVersion version, String path) {
        String md5 =
                manifest(version).entry(new LogicalPath(path)).orElseThrow().digest();
        return server.bytes(blobPath(md5));
    }

    private static String manifestPath(FakeVersion version) {
        return "/storage/" + Digests.base64ToHex(version.id) + "/wandb_manifest.json";
    }

    private static String blobPath(String md5) {
        return "/storage/wandb_artifacts/" + Digests.base64ToHex(md5);
    }

    Optional<ObjectNode> answer(String operation, ObjectNode variables) {
        return Optional.ofNullable(
                switch (operation) {
                    case "ArtifactType" -> type(variables);
                    case "CreateArtifact" -> create((ObjectNode) variables.path("input"));
                    case "CreateArtifactManifest" -> createManifest(variables);
                    case "CreateArtifactFiles" -> createFiles(variables);
                    case "CompleteMultipartUploadArtifact" -> completeParts(variables);
                    case "CommitArtifact" -> commit(variables);
                    case "ArtifactByID" ->
                        single("artifact", byId(variables, "id").map(this::fields));
                    case "ArtifactMembershipByName" -> membershipByName(variables);
                    case "UseArtifact" -> use(variables.path("input"));
                    case "AddAliases", "DeleteAliases" -> changeAliases(operation, variables.path("input"));
                    case "FetchArtifactManifest" -> manifestFile(variables);
                    case "GetArtifactMembershipFileUrls", "ArtifactMembershipFiles" -> files(variables);
                    case "ProjectArtifacts" -> ofCollection(variables);
                    case "RunOutputArtifacts" -> ofRun(variables, true);
                    case "RunInputArtifacts" -> ofRun(variables, false);
                    default -> null;
                });
    }

    private static ObjectNode single(String member, Optional<ObjectNode> value) {
        ObjectNode data = Json.object();
        data.set(member, value.orElse(null));
        return data;
    }

    private Optional<FakeVersion> byId(JsonNode variables, String member) {
        String id = variables.path(member).asString("");
        return versions.stream().filter(version -> version.id.equals(id)).findFirst();
    }

    private Optional<FakeVersion> byName(String name, String alias) {
        return committed(name).stream()
                .filter(version -> alias.equals("v" + version.index) || version.aliases.contains(alias))
                .findFirst();
    }

    private ObjectNode type(ObjectNode variables) {
        String name = variables.path("name").asString().split(":")[0];
        return FakeRuns.project(
                "artifact", byName(name, "latest").map(this::fields).orElse(null));
    }

    private ObjectNode create(ObjectNode input) {
        String clientId = input.path("clientID").asString();
        String collection = input.path("artifactCollectionName").asString();
        Optional<FakeVersion> known = versions.stream()
                .filter(version -> version.clientIds.contains(clientId))
                .findFirst();
        Optional<FakeVersion> twin = committed(collection).stream()
                .filter(version -> version.input.path("digest").equals(input.path("digest")))
                .findFirst();
        FakeVersion version = known.or(() -> twin).orElseGet(() -> {
            String id = NodeId.of("Artifact", versions.size() + 1L).encoded();
            FakeVersion fresh = new FakeVersion(id, input);
            versions.add(fresh);
            return fresh;
        });
        version.clientIds.add(clientId);
        Json.text(input.get("runName")).ifPresent(version.outputOf::add);
        if (version.isCommitted()) {
            moveAliases(version, input);
        }
        ObjectNode data = Json.object();
        ObjectNode artifact = data.putObject("createArtifact").putObject("artifact");
        artifact.put("id", version.id).put("state", version.isCommitted() ? "COMMITTED" : "PENDING");
        List<FakeVersion> before = committed(collection);
        ObjectNode sequence = artifact.putObject("artifactSequence");
        if (before.isEmpty()) {
            sequence.putNull("latestArtifact");
        } else {
            sequence.putObject("latestArtifact").put("id", before.get(before.size() - 1).id);
        }
        return data;
    }

    private void moveAliases(FakeVersion version, JsonNode input) {
        input.path("aliases").values().forEach(alias -> {
            String name = alias.path("alias").asString();
            committed(version.collection()).forEach(other -> other.aliases.remove(name));
            version.aliases.add(name);
        });
    }

    private ObjectNode createManifest(ObjectNode variables) {
        FakeVersion version = byId(variables, "artifactID").orElseThrow();
        version.manifestDigest = variables.path("digest").asString();
        ObjectNode data = Json.object();
        ObjectNode manifest = data.putObject("createArtifactManifest")
                .putObject("artifactManifest")
                .put("id", "M" + version.id);
        ObjectNode file = manifest.putObject("file").put("id", "F");
        if (variables.path("includeUpload").asBoolean()) {
            file.put("uploadUrl", signed(manifestPath(version)));
            file.putArray("uploadHeaders").add("X-Test:manifest");
        }
        return data;
    }

    private String signed(String path) {
        return server.address(path) + "?signature=" + signatures++;
    }

    private ObjectNode createFiles(ObjectNode variables) {
        ObjectNode data = Json.object();
        ArrayNode edges =
                data.putObject("createArtifactFiles").putObject("files").putArray("edges");
        variables.path("artifactFiles").values().forEach(spec -> {
            FakeVersion version = byId(spec, "artifactID").orElseThrow();
            String md5 = spec.path("md5").asString();
            version.md5s.put(spec.path("name").asString(), md5);
            boolean there = server.stored.containsKey(blobPath(md5));
            String birth = there ? births.getOrDefault(md5, version.id) : version.id;
            births.put(md5, birth);
            ObjectNode node = edges.addObject().putObject("node");
            node.put("name", spec.path("name").asString()).put("storagePath", blobPath(md5));
            node.put("uploadUrl", there ? null : signed(blobPath(md5)));
            node.putArray("uploadHeaders").add("X-Test:file");
            node.putObject("artifact").put("id", birth);
            node.set("uploadMultipartUrls", there || !offersParts ? null : parts(spec, md5));
        });
        return data;
    }

    private @Nullable ObjectNode parts(JsonNode spec, String md5) {
        if (!spec.path("uploadPartsInput").isArray()) {
            return null;
        }
        ObjectNode multipart = Json.object().put("uploadID", "U" + md5);
        ArrayNode parts = multipart.putArray("uploadUrlParts");
        spec.path("uploadPartsInput").values().forEach(part -> {
            int number = part.path("partNumber").asInt();
            parts.addObject().put("partNumber", number).put("uploadUrl", signed(blobPath(md5) + ".part" + number));
        });
        return multipart;
    }

    private ObjectNode completeParts(ObjectNode variables) {
        String path = variables.path("storagePath").asString();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        variables.path("completedParts").values().forEach(part -> {
            byte[] bytes = server.bytes(path + ".part" + part.path("partNumber").asInt());
            if (!part.path("hexMD5").asString().equals(FakeServer.etag(bytes))) {
                throw new AssertionError("wrong ETag of part " + part);
            }
            whole.writeBytes(bytes);
        });
        server.stored.put(path, whole.toByteArray());
        ObjectNode data = Json.object();
        data.putObject("completeMultipartUploadArtifact").put("digest", "d");
        return data;
    }

    private ObjectNode commit(ObjectNode variables) {
        FakeVersion version = byId(variables, "artifactID").orElseThrow();
        if (!version.isCommitted()) {
            byte[] bytes = server.bytes(manifestPath(version));
            ArtifactManifest manifest = ArtifactManifest.read(bytes);
            if (!Digests.base64Md5(bytes).equals(version.manifestDigest)
                    || !manifest.digest().equals(version.input.path("digest").asString())) {
                throw new AssertionError("the manifest is not what was announced");
            }
            manifest.contents().values().stream()
                    .filter(entry -> entry.reference().isEmpty())
                    .forEach(entry -> requireStored(entry.digest()));
            version.index = committed(version.collection()).size();
            moveAliases(version, version.input);
        }
        ObjectNode data = Json.object();
        data.putObject("commitArtifact").putObject("artifact").put("id", version.id);
        return data;
    }

    private void requireStored(String md5) {
        byte[] bytes = server.bytes(blobPath(md5));
        if (!Digests.base64Md5(bytes).equals(md5)) {
            throw new AssertionError("other bytes for " + md5);
        }
    }

    private static ObjectNode collection(FakeVersion version) {
        ObjectNode collection =
                Json.object().put("__typename", "ArtifactSequence").put("name", version.collection());
        collection.putObject("project").put("name", "demo").putObject("entity").put("name", "team");
        return collection;
    }

    private ObjectNode fields(FakeVersion version) {
        ObjectNode node = Json.object()
                .put("id", version.id)
                .put("digest", version.input.path("digest").asString());
        node.put("state", "COMMITTED").put("versionIndex", version.index).put("fileCount", version.md5s.size());
        node.put("size", manifest(version).size()).put("createdAt", "2026-08-01T12:34:56");
        node.set(
                "description",
                version.input.path("description").isMissingNode() ? null : version.input.path("description"));
        node.put("metadata", version.input.path("metadata").asString("{}"));
        node.putObject("artifactType")
                .put("name", version.input.path("artifactTypeName").asString());
        node.set("artifactSequence", collection(version));
        ArrayNode aliases = node.putArray("aliases");
        aliases(version)
                .forEach(alias ->
                        aliases.addObject().put("alias", alias).set("artifactCollection", collection(version)));
        return node;
    }

    private static List<String> aliases(FakeVersion version) {
        List<String> all = new ArrayList<>(version.aliases);
        all.add("v" + version.index);
        return all;
    }

    private ObjectNode membershipByName(ObjectNode variables) {
        String[] parts = variables.path("name").asString().split(":", 2);
        return FakeRuns.project(
                "artifactCollectionMembership",
                byName(parts[0], parts[1]).map(this::membership).orElse(null));
    }

    private ObjectNode membership(FakeVersion version) {
        ObjectNode node = Json.object().put("id", "ms").put("versionIndex", version.index);
        ArrayNode aliases = node.putArray("aliases");
        aliases(version).forEach(alias -> aliases.addObject().put("alias", alias));
        node.set("artifactCollection", collection(version));
        node.set("artifact", fields(version));
        return node;
    }

    private ObjectNode use(JsonNode input) {
        FakeVersion version = byId(input, "artifactID").orElseThrow();
        List<String> inputs = used.computeIfAbsent(input.path("runName").asString(), run -> new ArrayList<>());
        if (!inputs.contains(version.id)) {
            inputs.add(version.id);
        }
        ObjectNode data = Json.object();
        data.putObject("useArtifact").putObject("artifact").put("id", version.id);
        return data;
    }

    private ObjectNode changeAliases(String operation, JsonNode input) {
        FakeVersion version = byId(input, "artifactID").orElseThrow();
        if (operation.equals("AddAliases")) {
            moveAliases(version, input);
        } else {
            input.path("aliases")
                    .values()
                    .forEach(alias -> version.aliases.remove(alias.path("alias").asString()));
        }
        ObjectNode data = Json.object();
        data.putObject(operation.equals("AddAliases") ? "addAliases" : "deleteAliases")
                .put("success", true);
        return data;
    }

    private ObjectNode manifestFile(ObjectNode variables) {
        FakeVersion version = byId(variables, "id").orElseThrow();
        ObjectNode data = Json.object();
        data.putObject("artifact")
                .putObject("currentManifest")
                .putObject("file")
                .put("directUrl", signed(manifestPath(version)));
        return data;
    }

    private ObjectNode files(ObjectNode variables) {
        FakeVersion version = byName(
                        variables.path("collection").asString(),
                        variables.path("alias").asString())
                .orElseThrow();
        List<String> wanted = variables.path("fileNames").values().stream()
                .map(JsonNode::asString)
                .toList();
        List<Map.Entry<LogicalPath, ArtifactManifest.Entry>> entries = manifest(version).contents().entrySet().stream()
                .filter(entry ->
                        wanted.isEmpty() || wanted.contains(entry.getKey().value()))
                .collect(Collectors.toList());
        int from = Integer.parseInt(variables.path("cursor").asString("0"));
        int to = Math.min(
                entries.size(), from + Math.min(3, variables.path("perPage").asInt(3)));
        ObjectNode connection = Json.object();
        ArrayNode edges = connection.putArray("edges");
        entries.subList(from, to)
                .forEach(entry -> edges.addObject()
                        .putObject("node")
                        .put("name", entry.getKey().value())
                        .put(
                                "directUrl",
                                entry.getValue()
                                        .reference()
                                        .orElseGet(() ->
                                                signed(blobPath(entry.getValue().digest())))));
        connection.putObject("pageInfo").put("hasNextPage", to < entries.size()).put("endCursor", String.valueOf(to));
        ObjectNode collection = Json.object();
        collection.putObject("artifactMembership").set("files", connection);
        return FakeRuns.project("artifactCollection", collection);
    }

    private ObjectNode ofRun(ObjectNode variables, boolean output) {
        String run = variables.path("run").asString();
        return FakeRuns.project(
                "run",
                listed(versions.stream()
                        .filter(FakeVersion::isCommitted)
                        .filter(version -> output
                                ? version.outputOf.contains(run)
                                : used.getOrDefault(run, List.of()).contains(version.id))
                        .toList()));
    }

    private ObjectNode ofCollection(ObjectNode variables) {
        List<FakeVersion> newestFirst =
                new ArrayList<>(committed(variables.path("collection").asString()));
        Collections.reverse(newestFirst);
        ObjectNode type = Json.object();
        type.set("artifactCollection", newestFirst.isEmpty() ? null : listed(newestFirst));
        return FakeRuns.project("artifactType", type);
    }

    private ObjectNode listed(List<FakeVersion> some) {
        ObjectNode connection = Json.object();
        ArrayNode edges = connection.putArray("edges");
        some.forEach(version -> edges.addObject().set("node", fields(version)));
        connection.putObject("pageInfo").put("hasNextPage", false);
        ObjectNode node = Json.object();
        node.set("artifacts", connection);
        return node;
    }
}
