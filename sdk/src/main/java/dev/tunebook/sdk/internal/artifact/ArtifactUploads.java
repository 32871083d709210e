package dev.tunebook.sdk.internal.artifact;

import dev.tunebook.model.LogicalPath;
import dev.tunebook.model.wire.Digests;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.ApiException;
import dev.tunebook.sdk.error.TransportException;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.graphql.Operation;
import dev.tunebook.sdk.internal.http.SignedPut;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Brings the files of one pending artifact to the server: asks for addresses in batches, sends a bounded number
/// at once (of large files, their parts), skips what the server has, and asks again where an address has expired.
final class ArtifactUploads {
    private static final int BATCH = 1000;
    private static final int THREADS = 8;
    private static final int MOST_ADDRESSES = 3;
    private static final Set<Integer> EXPIRED = Set.of(400, 401, 403, 410);

    private final Client client;
    private final SignedPut put;
    private final String artifactId;
    private final String manifestId;
    private final FileUpload.Cut cut;

    ArtifactUploads(Client client, String artifactId, String manifestId, FileUpload.Cut cut) {
        this.client = client;
        this.put = new SignedPut(client.patient(), client.endpoint());
        this.artifactId = artifactId;
        this.manifestId = manifestId;
        this.cut = cut;
    }

    /// @return the artifact each file's bytes first came with, by path
    Map<LogicalPath, String> send(Map<LogicalPath, Content> files) {
        Map<LogicalPath, String> births = new HashMap<>();
        List<FileUpload> batch = new ArrayList<>(BATCH);
        files.forEach((path, content) -> {
            batch.add(FileUpload.of(path, content, cut));
            if (batch.size() == BATCH) {
                send(batch, births);
                batch.clear();
            }
        });
        if (!batch.isEmpty()) {
            send(batch, births);
        }
        return births;
    }

    private record Addressed(FileUpload file, JsonNode node) {
        Optional<String> uploadUrl() {
            return Json.text(node.get("uploadUrl"));
        }

        String birthId(String otherwise) {
            return node.path("artifact").path("id").asString(otherwise);
        }
    }

    private void send(List<FileUpload> batch, Map<LogicalPath, String> births) {
        List<Addressed> addressed = address(batch);
        addressed.forEach(one -> births.put(one.file().path(), one.birthId(artifactId)));
        List<Addressed> missing =
                addressed.stream().filter(one -> one.uploadUrl().isPresent()).toList();
        Map<Boolean, List<Addressed>> inParts = missing.stream()
                .collect(Collectors.partitioningBy(one -> one.file().isInParts()));
        Parallel.forEach(inParts.getOrDefault(false, List.of()), THREADS, this::sendOne);
        inParts.getOrDefault(true, List.of()).forEach(this::sendOne);
    }

    private List<Addressed> address(List<FileUpload> files) {
        ObjectNode variables = Json.object().put("storageLayout", "V2");
        ArrayNode specs = variables.putArray("artifactFiles");
        files.forEach(file -> specs.add(file.spec(artifactId, manifestId)));
        ObjectNode data = client.patientGraphQl().run(Operation.CREATE_ARTIFACT_FILES, variables);
        JsonNode edges = data.path("createArtifactFiles").path("files").path("edges");
        if (edges.size() != files.size()) {
            throw new TransportException(
                    "the server gave " + edges.size() + " upload addresses for " + files.size() + " files", null);
        }
        return IntStream.range(0, files.size())
                .mapToObj(i -> new Addressed(files.get(i), edges.get(i).path("node")))
                .toList();
    }

    private void sendOne(Addressed first) {
        Addressed current = first;
        for (int attempt = 1; ; attempt++) {
            try {
                send(current);
                return;
            } catch (ApiException e) {
                if (attempt == MOST_ADDRESSES || !EXPIRED.contains(e.status())) {
                    throw e;
                }
                current = address(List.of(first.file())).get(0);
                if (current.uploadUrl().isEmpty()) {
                    return;
                }
            }
        }
    }

    private void send(Addressed one) {
        one.file().content().requireUnchanged();
        JsonNode multipart = one.node().path("uploadMultipartUrls");
        if (one.file().isInParts() && multipart.isObject()) {
            sendParts(one, multipart);
        } else {
            put.send(
                    one.uploadUrl().orElseThrow(),
                    one.node().path("uploadHeaders"),
                    one.file().content().body());
        }
        one.file().content().requireUnchanged();
    }

    private void sendParts(Addressed one, JsonNode multipart) {
        FileUpload file = one.file();
        JsonNode addresses = multipart.path("uploadUrlParts");
        int count = file.partDigests().size();
        if (addresses.size() != count) {
            throw new TransportException(
                    "the server gave " + addresses.size() + " upload addresses for " + count + " parts", null);
        }
        Map<Integer, String> tags = new ConcurrentSkipListMap<>();
        List<Integer> indexes = IntStream.range(0, count).boxed().toList();
        Parallel.forEach(indexes, THREADS, i -> tags.put(i, sendPart(one, addresses.get(i), i)));
        ArrayNode completed = Json.array();
        tags.forEach((i, tag) -> completed
                .addObject()
                .put("partNumber", addresses.get(i).path("partNumber").asLong(i + 1L))
                .put("hexMD5", tag));
        ObjectNode variables = Json.object()
                .put("completeMultipartAction", "Complete")
                .put("artifactID", one.birthId(artifactId))
                .put("storagePath", one.node().path("storagePath").asString(""))
                .put("uploadID", multipart.path("uploadID").asString(""));
        variables.set("completedParts", completed);
        client.patientGraphQl().run(Operation.COMPLETE_MULTIPART_UPLOAD, variables);
    }

    private String sendPart(Addressed one, JsonNode address, int index) {
        FileUpload file = one.file();
        Map<String, String> headers =
                Map.of("Content-MD5", Digests.hexToBase64(file.partDigests().get(index)));
        return put.send(
                        address.path("uploadUrl").asString(""),
                        one.node().path("uploadHeaders"),
                        headers,
                        file.content().part(file.offset(index), file.length(index)))
                .orElseThrow(() -> new TransportException(
                        "the server gave no ETag for part " + (index + 1) + " of \"" + file.path() + "\"", null));
    }
}
