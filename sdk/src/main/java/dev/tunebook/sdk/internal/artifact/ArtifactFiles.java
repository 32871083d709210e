package dev.tunebook.sdk.internal.artifact;

import dev.tunebook.model.LogicalPath;
import dev.tunebook.model.wire.ArtifactManifest;
import dev.tunebook.model.wire.Digests;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.error.TransportException;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.download.Downloads;
import dev.tunebook.sdk.internal.download.RemoteFile;
import dev.tunebook.sdk.internal.graphql.GraphQl;
import dev.tunebook.sdk.internal.graphql.Operation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What one committed version holds, and where to get it. The manifest is fetched once; safe for concurrent use.
public final class ArtifactFiles {
    private static final int THREADS = 8;
    private static final int PAGE = 5000;
    private static final String OTHER_ARTIFACT = "wandb-artifact://";

    private final Client client;
    private final VersionFields version;
    private final Map<String, String> addresses = new ConcurrentHashMap<>();
    private final Map<String, ArtifactFiles> others = new ConcurrentHashMap<>();
    private Optional<ArtifactManifest> manifest = Optional.empty();

    public ArtifactFiles(Client client, VersionFields version) {
        this.client = client;
        this.version = version;
    }

    /// Its entries in the order of their paths.
    public List<RemoteFile> all() {
        List<RemoteFile> files = new ArrayList<>();
        manifest().contents().forEach((path, entry) -> files.add(file(path, entry)));
        return files;
    }

    public Optional<RemoteFile> find(String path) {
        LogicalPath name = new LogicalPath(path);
        return manifest().entry(name).map(entry -> file(name, entry));
    }

    /// Puts everything below a folder, except references to other stores.
    public void download(Path folder) {
        List<RemoteFile> files =
                all().stream().filter(ArtifactFiles::isObtainable).toList();
        if (files.size() > 1) {
            readAddresses();
        }
        Downloads downloads = new Downloads(client);
        Path root = folder.toAbsolutePath().normalize();
        Parallel.forEach(files, THREADS, file -> downloads.save(file, below(root, file.name())));
    }

    private static boolean isObtainable(RemoteFile file) {
        return file.reference().isEmpty() || file.reference().get().startsWith(OTHER_ARTIFACT);
    }

    private static Path below(Path root, String name) {
        Path target = root.resolve(name).normalize();
        if (!target.startsWith(root)) {
            throw new InvalidInputException("the artifact's entry \"" + name + "\" leads out of " + root);
        }
        return target;
    }

    private RemoteFile file(LogicalPath path, ArtifactManifest.Entry entry) {
        Optional<String> elsewhere = entry.reference();
        if (elsewhere.isPresent() && elsewhere.get().startsWith(OTHER_ARTIFACT)) {
            return fromOther(path, elsewhere.get(), entry);
        }
        RemoteFile.Digest digest = new RemoteFile.Digest(entry.algorithm(), entry.digest());
        return new RemoteFile(
                path.value(),
                entry.size(),
                Optional.of(digest),
                elsewhere,
                elsewhere.isPresent() ? attempt -> notHere(path, elsewhere.get()) : attempt -> address(path, attempt));
    }

    private static String notHere(LogicalPath path, String reference) {
        throw new InvalidInputException(
                "the entry \"" + path + "\" is a reference to " + reference + "; fetch it from there");
    }

    /// A file of another version: read there, shown here.
    private RemoteFile fromOther(LogicalPath path, String reference, ArtifactManifest.Entry entry) {
        return new RemoteFile(
                path.value(),
                OptionalLong.empty(),
                Optional.of(new RemoteFile.Digest(entry.algorithm(), entry.digest())),
                Optional.of(reference),
                attempt -> {
                    String rest = reference.substring(OTHER_ARTIFACT.length());
                    int slash = rest.indexOf('/');
                    String id = Digests.hexToBase64(rest.substring(0, Math.max(slash, 0)));
                    return others.computeIfAbsent(id, this::other)
                            .find(rest.substring(slash + 1))
                            .orElseThrow(() -> new InvalidInputException(
                                    "the entry \"" + path + "\" refers to a file that is not there: " + reference))
                            .address()
                            .at(attempt);
                });
    }

    private ArtifactFiles other(String id) {
        ObjectNode data =
                client.graphQl().run(Operation.ARTIFACT_BY_ID, Json.object().put("id", id));
        return GraphQl.at(data, "artifact")
                .map(found -> new ArtifactFiles(client, VersionFields.ofArtifact(found, version.place())))
                .orElseThrow(() -> new InvalidInputException("the artifact " + version.qualifiedName()
                        + " refers to another that is deleted or not yours to read"));
    }

    private synchronized ArtifactManifest manifest() {
        if (manifest.isEmpty()) {
            RemoteFile file = new RemoteFile(
                    ArtifactManifest.FILE_NAME,
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    attempt -> manifestAddress());
            try {
                manifest = Optional.of(ArtifactManifest.read(new Downloads(client).bytes(file)));
            } catch (InvalidJsonException e) {
                throw new TransportException("the manifest of " + version.qualifiedName() + " cannot be read", e);
            }
        }
        return manifest.get();
    }

    private String manifestAddress() {
        ObjectNode data = client.graphQl()
                .run(Operation.FETCH_ARTIFACT_MANIFEST, Json.object().put("id", version.id()));
        return GraphQl.at(data, "artifact", "currentManifest", "file", "directUrl")
                .flatMap(Json::text)
                .orElseThrow(
                        () -> new InvalidInputException("the artifact " + version.qualifiedName() + " is deleted"));
    }

    private String address(LogicalPath path, int attempt) {
        String known = addresses.get(path.value());
        if (attempt == 1 && known != null) {
            return known;
        }
        ObjectNode variables = place();
        variables.putArray("fileNames").add(path.value());
        JsonNode files = membershipFiles(client.graphQl().run(Operation.ARTIFACT_FILES, variables));
        readAddresses(files);
        String fresh = addresses.get(path.value());
        if (fresh == null) {
            throw new TransportException(
                    "the server gives no address for \"" + path + "\" of " + version.qualifiedName(), null);
        }
        return fresh;
    }

    private void readAddresses() {
        Optional<String> cursor = Optional.empty();
        do {
            ObjectNode variables = place().put("perPage", PAGE);
            cursor.ifPresent(after -> variables.put("cursor", after));
            JsonNode files = membershipFiles(client.graphQl().run(Operation.ARTIFACT_FILE_URLS, variables));
            readAddresses(files);
            cursor = GraphQl.nextPage(files);
        } while (cursor.isPresent());
    }

    private void readAddresses(JsonNode files) {
        files.path("edges").values().forEach(edge -> {
            JsonNode node = edge.path("node");
            Json.text(node.get("directUrl"))
                    .ifPresent(address -> addresses.put(node.path("name").asString(""), address));
        });
    }

    private JsonNode membershipFiles(ObjectNode data) {
        return GraphQl.at(data, "project", "artifactCollection", "artifactMembership", "files")
                .orElseThrow(
                        () -> new InvalidInputException("the artifact " + version.qualifiedName() + " is deleted"));
    }

    private ObjectNode place() {
        return Json.object()
                .put("entity", version.place().entity())
                .put("project", version.place().project())
                .put("collection", version.place().collection())
                .put("alias", "v" + version.versionIndex());
    }
}
