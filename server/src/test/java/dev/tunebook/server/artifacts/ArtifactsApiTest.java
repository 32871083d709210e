package dev.tunebook.server.artifacts;

import static dev.tunebook.server.artifacts.ArtifactClient.COMMIT;
import static dev.tunebook.server.artifacts.ArtifactClient.CREATE;
import static dev.tunebook.server.artifacts.ArtifactClient.FILES;
import static dev.tunebook.server.artifacts.ArtifactClient.MANIFEST;
import static dev.tunebook.server.artifacts.ArtifactClient.UPDATE_MANIFEST;
import static dev.tunebook.server.artifacts.ArtifactClient.alias;
import static dev.tunebook.server.artifacts.ArtifactClient.bytes;
import static dev.tunebook.server.artifacts.ArtifactClient.manifest;
import static dev.tunebook.server.artifacts.ArtifactClient.spec;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.LogicalPath;
import dev.tunebook.model.wire.ArtifactManifest;
import dev.tunebook.model.wire.Digests;
import dev.tunebook.store.BlobStore;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Saving versions: begin, fill, commit, and everything that may go wrong or come twice on the way.
class ArtifactsApiTest extends TwoUsers {
    /// Files no other test has: equal bytes would count as stored already.
    private static Map<String, String> two(String test) {
        return Map.of("a.txt", "hello " + test, "dir/b.txt", "world " + test);
    }

    @Test
    void aSavedVersionIsReadBack() {
        Map<String, String> two = two("aSavedVersionIsReadBack");
        String id = ann.save("saved", two);

        JsonNode member = ann.named("saved");

        assertThat(member.path("artifact").path("id").asString()).isEqualTo(id);
        assertThat(member.path("versionIndex").asInt()).isZero();
        assertThat(member.path("aliases").findValuesAsString("alias")).containsExactly("latest");
        assertThat(member.path("artifact").path("size").asInt())
                .isEqualTo("hello ".length() * 2 + 2 * "aSavedVersionIsReadBack".length());
        assertThat(member.path("artifact").path("fileCount").asInt()).isEqualTo(2);
        assertThat(member.path("artifact").path("digest").asString())
                .isEqualTo(manifest(two).digest());
    }

    @Test
    void everyStepMayComeTwice() {
        Map<String, String> two = two("everyStepMayComeTwice");
        ArtifactManifest manifest = manifest(two);
        Map<String, Object> input = ann.input("twice", manifest);
        input.put("clientID", "client-twice");
        String id = ann.mutate(CREATE, input).path("artifact").path("id").asString();
        assertThat(ann.mutate(CREATE, input).path("artifact").path("id").asString())
                .isEqualTo(id);

        Map<String, Object> empty = ann.manifestInput(id, "FULL", "");
        String manifestId =
                ann.mutate(MANIFEST, empty).path("artifactManifest").path("id").asString();
        ann.upload(id, two);
        ann.upload(id, two);
        ann.putManifest(id, manifest);
        ann.putManifest(id, manifest);
        assertThat(ann.mutate(MANIFEST, ann.manifestInput(id, "FULL", Digests.base64Md5(bytes(manifest))))
                        .path("artifactManifest")
                        .path("id")
                        .asString())
                .isEqualTo(manifestId);

        JsonNode first = ann.mutate(COMMIT, Map.of("artifactID", id)).path("artifact");
        JsonNode second = ann.mutate(COMMIT, Map.of("artifactID", id)).path("artifact");
        assertThat(second).isEqualTo(first);
        assertThat(first.path("versionIndex").asInt()).isZero();
        assertThat(ann.mutate(CREATE, input).path("artifact").path("id").asString())
                .isEqualTo(id);
        assertThat(ann.named("twice:v1").isNull()).isTrue();
    }

    @Test
    void theSameBytesUnderTheSameAddressTwiceAtOnce() throws Exception {
        String text = "x".repeat(200_000);
        String id = ann.begin("at-once", manifest(Map.of("x", text)));
        String address = ann.files(List.of(spec(id, "x", text)))
                .get(0)
                .path("node")
                .path("uploadUrl")
                .asString();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> sent = IntStream.range(0, 8)
                    .mapToObj(i -> pool.submit(() -> ann.attemptPut(address, text.getBytes(UTF_8))))
                    .toList();
            for (Future<HttpResponse<String>> one : sent) {
                assertThat(one.get().statusCode()).isEqualTo(200);
            }
        }
        ann.putManifest(id, manifest(Map.of("x", text)));
        assertThat(ann.mutate(COMMIT, Map.of("artifactID", id))
                        .path("artifact")
                        .path("size")
                        .asInt())
                .isEqualTo(200_000);
    }

    @Test
    void anEqualVersionIsNotMadeAgainButNamed() {
        Map<String, String> two = two("anEqualVersionIsNotMadeAgainButNamed");
        String id = ann.save("equal", two);
        ann.save("equal", Map.of("other", "content"));
        Map<String, Object> input = ann.input("equal", manifest(two));
        input.put("clientID", "client-equal");
        input.put("aliases", List.of(alias("equal", "again")));

        JsonNode again = ann.mutate(CREATE, input).path("artifact");

        assertThat(again.path("id").asString()).isEqualTo(id);
        assertThat(again.path("state").asString()).isEqualTo("COMMITTED");
        assertThat(ann.named("equal:again").path("versionIndex").asInt()).isZero();
        assertThat(ann.query(
                                "query($c: ID!) { clientIDMapping(clientID: $c) { serverID } }",
                                Map.of("c", "client-equal"))
                        .path("clientIDMapping")
                        .path("serverID")
                        .asString())
                .isEqualTo(id);
    }

    @Test
    void aSecondVersionNeedsOnlyItsNewBytes() {
        Map<String, String> two = two("aSecondVersionNeedsOnlyItsNewBytes");
        String first = ann.save("grows", two);
        Map<String, String> files = new TreeMap<>(two);
        files.put("c.txt", "new in grows");
        JsonNode begun = ann.mutate(CREATE, ann.input("grows", manifest(files))).path("artifact");
        String id = begun.path("id").asString();
        assertThat(begun.path("artifactSequence")
                        .path("latestArtifact")
                        .path("id")
                        .asString())
                .isEqualTo(first);

        Map<String, String> births = ann.upload(id, files);

        assertThat(births).containsEntry("a.txt", first).containsEntry("c.txt", id);
        ann.putManifest(id, ArtifactClient.bornIn(manifest(files), births));
        assertThat(ann.mutate(COMMIT, Map.of("artifactID", id))
                        .path("artifact")
                        .path("versionIndex")
                        .asInt())
                .isEqualTo(1);
        assertThat(ann.named("grows:latest").path("versionIndex").asInt()).isEqualTo(1);
        assertThat(ann.named("grows:v0").path("aliases")).isEmpty();
    }

    @Test
    void nobodyGetsBytesByNamingTheirDigest() {
        ann.save("secret", Map.of("s", "the secret"));
        String theft = bob.begin("theft", manifest(Map.of("s", "the secret")));

        JsonNode slot =
                bob.files(List.of(spec(theft, "s", "the secret"))).get(0).path("node");
        assertThat(slot.path("uploadUrl").isString()).isTrue();

        bob.putManifest(theft, manifest(Map.of("s", "the secret")));
        assertThat(bob.attempt(COMMIT, Map.of("artifactID", theft)).statusCode())
                .isEqualTo(409);

        String annsId = ann.named("secret").path("artifact").path("id").asString();
        bob.putManifest(theft, ArtifactClient.bornIn(manifest(Map.of("s", "the secret")), Map.of("s", annsId)));
        assertThat(bob.attempt(COMMIT, Map.of("artifactID", theft)).statusCode())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({
        "commitArtifact, CommitArtifactInput, artifact { id }",
        "updateArtifact, UpdateArtifactInput, artifact { id }",
        "deleteArtifact, DeleteArtifactInput, artifact { id }"
    })
    void strangersFindNothingToChange(String mutation, String inputType, String selection) {
        String id = ann.save("closed", two("strangersFindNothingToChange"));

        HttpResponse<String> answer = bob.attempt(
                "mutation($input: " + inputType + "!) { " + mutation + "(input: $input) { " + selection + " } }",
                Map.of("artifactID", id));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("closed");
    }

    @Test
    void strangersSeeNothing() {
        Map<String, String> two = two("strangersSeeNothing");
        String id = ann.save("unseen", two);

        assertThat(bob.query("query($id: ID!) { artifact(id: $id) { id } }", Map.of("id", id))
                        .path("artifact")
                        .isNull())
                .isTrue();
        assertThat(new ArtifactClient(server, bob.key(), "ann", "p")
                        .server()
                        .data(
                                bob.key(),
                                ArtifactClient.BY_NAME,
                                Map.of("entity", "ann", "project", "p", "name", "unseen"))
                        .path("project")
                        .isNull())
                .isTrue();
        assertThat(bob.attempt(FILES, Map.of("artifactFiles", List.of(spec(id, "x", "y"))))
                        .statusCode())
                .isEqualTo(404);
        assertThat(bob.attempt(MANIFEST, ann.manifestInput(id, "FULL", "")).statusCode())
                .isEqualTo(404);
        assertThat(bob.attempt(CREATE, ann.input("unseen", manifest(two))).statusCode())
                .isIn(403, 404);
    }

    @Test
    void knowingADigestGivesNobodyTheFile() {
        Map<String, String> two = two("knowingADigestGivesNobodyTheFile");
        ann.save("original", two);
        String id = bob.begin("copy", manifest(two));
        for (JsonNode edge : bob.files(List.of(spec(id, "a.txt", two.getOrDefault("a.txt", ""))))) {
            assertThat(edge.path("node").path("uploadUrl").isString())
                    .as("the bytes have to be sent")
                    .isTrue();
        }
        bob.putManifest(id, manifest(two));
        assertThat(bob.attempt(COMMIT, Map.of("artifactID", id)).statusCode()).isEqualTo(409);
    }

    @Test
    void addressesCloseWithTheCommit() {
        Map<String, String> two = two("closes");
        String id = ann.begin("closes", manifest(two));
        String address = ann.files(List.of(spec(id, "a.txt", "hello closes")))
                .get(0)
                .path("node")
                .path("uploadUrl")
                .asString();
        JsonNode announced = ann.mutate(MANIFEST, ann.manifestInput(id, "FULL", ""));
        ann.upload(id, two);
        ann.putManifest(id, manifest(two));
        ann.mutate(COMMIT, Map.of("artifactID", id));

        assertThat(ann.attemptPut(address, "hello closes".getBytes(UTF_8)).statusCode())
                .isEqualTo(403);
        assertThat(ann.attemptPut(
                                announced
                                        .path("artifactManifest")
                                        .path("file")
                                        .path("uploadUrl")
                                        .asString(),
                                bytes(manifest(Map.of())))
                        .statusCode())
                .isEqualTo(403);
        assertThat(ann.attempt(FILES, Map.of("artifactFiles", List.of(spec(id, "x", "y"))))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void otherBytesThanAnnouncedAreRefused() {
        String id = ann.begin("other", manifest(two("otherBytesThanAnnouncedAreRefused")));
        String address = ann.files(List.of(spec(id, "a.txt", "hello other")))
                .get(0)
                .path("node")
                .path("uploadUrl")
                .asString();

        assertThat(ann.attemptPut(address, "HELLO".getBytes(UTF_8)).statusCode())
                .isEqualTo(400);
        assertThat(ann.attemptPut(address, "hello other".getBytes(UTF_8)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatIsNotWholeIsNotCommitted() {
        Map<String, String> two = two("whatIsNotWholeIsNotCommitted");
        String id = ann.begin("whole", manifest(two));
        assertThat(ann.attempt(COMMIT, Map.of("artifactID", id)).statusCode()).isEqualTo(400);

        ann.mutate(MANIFEST, ann.manifestInput(id, "FULL", "missing=="));
        assertThat(ann.attempt(COMMIT, Map.of("artifactID", id)).body()).contains("incomplete");

        ann.putManifest(id, manifest(two));
        HttpResponse<String> files = ann.attempt(COMMIT, Map.of("artifactID", id));
        assertThat(files.statusCode()).isEqualTo(409);
        assertThat(files.body()).contains("a.txt");

        ann.upload(id, two);
        ann.putManifest(id, manifest(Map.of("a.txt", "hello whatIsNotWholeIsNotCommitted")));
        assertThat(ann.attempt(COMMIT, Map.of("artifactID", id)).body()).contains("digest_mismatch");

        ann.putManifest(id, manifest(two));
        assertThat(ann.attempt(COMMIT, Map.of("artifactID", id)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name         | ../up          | 400",
                "name         | /root          | 400",
                "name         | a/../../b      | 400",
                "name         | ..\\up         | 400",
                "name         | C:\\windows    | 400",
                "md5          | short          | 400",
                "md5          | not base64 !!  | 400",
                "artifactID   | QXJ0aWZhY3Q6MA== | 404",
                "artifactID   | garbage        | 404",
                "name         | ok/%2e%2e/x    | 200",
                "name         | 'semi;colon #1' | 200",
            })
    void namesAndDigestsOfFiles(String member, String value, int status) {
        String id = ann.begin("names", manifest(Map.of("never", "sent")));
        Map<String, Object> spec = new TreeMap<>(spec(id, "fine", "text"));
        spec.put(member, value);

        assertThat(ann.attempt(FILES, Map.of("artifactFiles", List.of(spec))).statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "artifactCollectionName | a/b        | 400",
                "artifactCollectionName | 'a b'      | 400",
                "artifactTypeName       | a:b        | 400",
                "storageRegion          | mars-1     | 400",
                "storageRegion          | default    | 200",
                "metadata               | [1]        | 400",
                "metadata               | {          | 400",
                "runName                | no-such    | 404",
                "ttlDurationSeconds     | 0          | 400",
                "ttlDurationSeconds     | -2         | 200",
                "entityName             | nobody     | 404",
            })
    void whatAVersionMayBeginWith(String member, String value, int status) {
        Map<String, Object> input = ann.input("begins", manifest(two("whatAVersionMayBeginWith")));
        input.put("aliases", List.of());
        input.put(member, value);

        HttpResponse<String> answer = ann.attempt(CREATE, input);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (status == 400) {
            assertThat(answer.body()).contains("errors");
        }
        if (value.equals("mars-1")) {
            assertThat(answer.body()).contains("mars-1");
        }
    }

    @Test
    void incrementsLieOverTheirBase() {
        String base = ann.save("increments", two("incrementsLieOverTheirBase"));
        Map<String, String> more = Map.of("a.txt", "changed", "c.txt", "new");
        String id = ann.begin("increments", manifest(more));
        Map<String, Object> input = ann.manifestInput(id, "INCREMENTAL", "");
        input.put("name", "wandb_manifest.incremental.json");
        input.put("baseArtifactID", base);
        String manifestId =
                ann.mutate(MANIFEST, input).path("artifactManifest").path("id").asString();
        ArtifactManifest sent = ArtifactClient.bornIn(manifest(more), ann.upload(id, more));
        sendUpdated(manifestId, sent);

        JsonNode done = ann.mutate(COMMIT, Map.of("artifactID", id)).path("artifact");

        Map<String, String> all =
                Map.of("a.txt", "changed", "dir/b.txt", "world incrementsLieOverTheirBase", "c.txt", "new");
        assertThat(done.path("fileCount").asInt()).isEqualTo(3);
        assertThat(done.path("digest").asString()).isEqualTo(manifest(all).digest());
        assertThat(download(id)).isEqualTo(all);
    }

    private void sendUpdated(String manifestId, ArtifactManifest manifest) {
        JsonNode updated = ann.mutate(
                UPDATE_MANIFEST,
                Map.of("artifactManifestID", manifestId, "digest", Digests.base64Md5(bytes(manifest))));
        ann.put(updated.path("artifactManifest").path("file").path("uploadUrl").asString(), bytes(manifest));
    }

    @Test
    void patchesOfSeveralWritersAddUp() {
        Map<String, Object> input = ann.input("shared", manifest(two("patchesOfSeveralWritersAddUp")));
        input.put("distributedID", "group-1");
        String id = ann.mutate(CREATE, input).path("artifact").path("id").asString();
        input.put("digest", manifest(Map.of("c", "3")).digest());
        assertThat(ann.mutate(CREATE, input).path("artifact").path("id").asString())
                .isEqualTo(id);

        ann.mutate(MANIFEST, patch(id));
        List<Map<String, String>> patches = List.of(Map.of("a", "1"), Map.of("b", "2"), Map.of("a", "3"));
        for (Map<String, String> files : patches) {
            String manifestId = ann.mutate(MANIFEST, patch(id))
                    .path("artifactManifest")
                    .path("id")
                    .asString();
            sendUpdated(manifestId, ArtifactClient.bornIn(manifest(files), ann.upload(id, files)));
        }
        JsonNode done = ann.mutate(COMMIT, Map.of("artifactID", id)).path("artifact");

        assertThat(done.path("digest").asString())
                .isEqualTo(manifest(Map.of("a", "3", "b", "2")).digest());
        assertThat(download(id)).isEqualTo(Map.of("a", "3", "b", "2"));
    }

    private Map<String, Object> patch(String id) {
        Map<String, Object> input = ann.manifestInput(id, "PATCH", "");
        input.put("name", "wandb_manifest.patch.json");
        return input;
    }

    /// Every file by its signed address, without a key.
    private Map<String, String> download(String id) {
        Map<String, String> found = new TreeMap<>();
        ann.query(
                        "query($id: ID!) { artifact(id: $id) { files { edges { node { name directUrl } } } } }",
                        Map.of("id", id))
                .path("artifact")
                .path("files")
                .path("edges")
                .forEach(edge -> found.put(
                        edge.path("node").path("name").asString(),
                        server.send(server.to(
                                        edge.path("node").path("directUrl").asString()))
                                .body()));
        return found;
    }

    @Test
    void versionsMadeAtOnceAreNumberedWithoutGaps() throws Exception {
        int writers = 12;
        List<Future<String>> saved = new ArrayList<>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < writers; i++) {
                String content = "content " + i;
                saved.add(pool.submit(() -> ann.save("rush", Map.of("f", content))));
            }
        }
        for (Future<String> one : saved) {
            one.get();
        }
        for (int i = 0; i < writers; i++) {
            assertThat(ann.named("rush:v" + i).path("versionIndex").asInt()).isEqualTo(i);
        }
        assertThat(ann.named("rush:v" + writers).isNull()).isTrue();
        assertThat(ann.named("rush").path("versionIndex").asInt()).isEqualTo(writers - 1);
    }

    /// A file that was sent in parts and is not put together yet.
    ///
    /// @param upload what the server answered when the file was announced
    /// @param completed the parts as their uploads were answered
    private record Parted(String artifact, JsonNode upload, List<Map<String, Object>> completed) {
        String uploadId() {
            return upload.path("uploadMultipartUrls").path("uploadID").asString();
        }

        Map<String, Object> complete(List<Map<String, Object>> parts) {
            return Map.of(
                    "artifactID",
                    artifact,
                    "storagePath",
                    upload.path("storagePath").asString(),
                    "uploadID",
                    uploadId(),
                    "completeMultipartAction",
                    "Complete",
                    "completedParts",
                    parts);
        }

        String address(int part) {
            return upload.path("uploadMultipartUrls")
                    .path("uploadUrlParts")
                    .get(part - 1)
                    .path("uploadUrl")
                    .asString();
        }
    }

    /// Announces `whole` as the file `f` of a new version and sends these parts for it.
    private Parted inParts(String name, String whole, List<String> parts) {
        String id = ann.begin(name, manifest(Map.of("f", whole)));
        Map<String, Object> spec = new TreeMap<>(spec(id, "f", whole));
        spec.put(
                "uploadPartsInput",
                IntStream.rangeClosed(1, parts.size())
                        .mapToObj(n -> Map.of("partNumber", n, "hexMD5", "unused"))
                        .toList());
        Parted parted = new Parted(id, ann.files(List.of(spec)).get(0).path("node"), new ArrayList<>());
        for (int n = 1; n <= parts.size(); n++) {
            HttpResponse<String> sent =
                    ann.attemptPut(parted.address(n), parts.get(n - 1).getBytes(UTF_8));
            String md5 = sent.headers().firstValue("ETag").orElse("");
            parted.completed().add(Map.of("partNumber", n, "hexMD5", md5));
        }
        return parted;
    }

    @Test
    void filesInPartsArePutTogether() {
        List<String> parts = List.of("a".repeat(1000), "b".repeat(1000), "c".repeat(10));
        String whole = String.join("", parts);
        Parted sent = inParts("parts", whole, parts);

        Map<String, Object> complete = sent.complete(sent.completed());
        assertThat(ann.attempt(COMPLETE, sent.complete(sent.completed().reversed()))
                        .body())
                .contains("invalid_parts");
        Map<String, Object> altered = Map.of("partNumber", 1, "hexMD5", "0".repeat(32));
        assertThat(ann.attempt(COMPLETE, sent.complete(List.of(altered))).body())
                .contains("digest_mismatch");
        assertThat(bob.attempt(COMPLETE, complete).statusCode()).isEqualTo(404);
        String digest = ann.mutate(COMPLETE, complete).path("digest").asString();
        assertThat(digest).isEqualTo(Digests.base64Md5(whole.getBytes(UTF_8)));
        assertThat(server.store().blobs().upload(sent.uploadId() + "-1")).isEmpty();
        assertThat(ann.mutate(COMPLETE, complete).path("digest").asString()).isEqualTo(digest);

        ann.putManifest(sent.artifact(), manifest(Map.of("f", whole)));
        ann.mutate(COMMIT, Map.of("artifactID", sent.artifact()));
        assertThat(download(sent.artifact())).containsEntry("f", whole);
        assertThat(ann.attemptPut(sent.address(1), "late".getBytes(UTF_8)).statusCode())
                .isEqualTo(403);
    }

    /// The server was killed when the parts were joined, or the whole was stored, and the file did not have it yet.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void partsArePutTogetherAgainAfterAKill(boolean stored) {
        String name = "killed-" + stored;
        Parted sent = inParts(name, name + "parts", List.of(name, "parts"));
        BlobStore blobs = server.store().blobs();
        blobs.join(sent.uploadId(), List.of(sent.uploadId() + "-1", sent.uploadId() + "-2"), 1000);
        if (stored) {
            blobs.commit(sent.uploadId());
        }

        ann.mutate(COMPLETE, sent.complete(sent.completed()));

        ann.putManifest(sent.artifact(), manifest(Map.of("f", name + "parts")));
        ann.mutate(COMMIT, Map.of("artifactID", sent.artifact()));
        assertThat(download(sent.artifact())).containsEntry("f", name + "parts");
    }

    @Test
    void partsThatMakeOtherBytesAreRefused() {
        Parted sent = inParts("wrong-parts", "whole", List.of("other"));
        HttpResponse<String> answer = ann.attempt(COMPLETE, sent.complete(sent.completed()));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("digest_mismatch");
    }

    /// Values of the official client, version 0.31.0.
    @Test
    void digestsMayBeXxh128() {
        String digest = "AZdDF8mg9b2mw6MkE0Jx4g==";
        String artifactDigest = "35d0bb516d980f2044c50dfff1167b9d";
        Map<String, Object> input = ann.input("xxh", manifest(Map.of()));
        input.put("digest", artifactDigest);
        input.put("digestAlgorithm", "MANIFEST_XXH128");
        String id = ann.mutate(CREATE, input).path("artifact").path("id").asString();
        JsonNode slot = ann.files(List.of(Map.of("artifactID", id, "name", "h.txt", "digest", digest)))
                .get(0)
                .path("node");
        String address = slot.path("uploadUrl").asString();

        assertThat(ann.attemptPut(address, "other".getBytes(UTF_8)).statusCode())
                .isEqualTo(400);
        ann.put(address, "hello xxh".getBytes(UTF_8));
        ArtifactManifest manifest = ArtifactManifest.of(Map.of(
                new LogicalPath("h.txt"), ArtifactManifest.Entry.file(digest, 9).bornIn(id)));
        ann.putManifest(id, manifest);

        assertThat(ann.mutate(COMMIT, Map.of("artifactID", id))
                        .path("artifact")
                        .path("digest")
                        .asString())
                .isEqualTo(artifactDigest);
        assertThat(download(id)).isEqualTo(Map.of("h.txt", "hello xxh"));
        assertThat(ann.query(
                                "query { project(name: \"p\", entityName: \"ann\") { artifactType(name: \"dataset\") {"
                                        + " artifactCollection(name: \"xxh\") { ... on ArtifactSequence { digestAlgorithm }"
                                        + " } } } entity(name: \"ann\") { xxhashDigestsEnabled } }",
                                Map.of())
                        .findValuesAsString("digestAlgorithm"))
                .containsExactly("MANIFEST_XXH128");
        input.put("clientID", "xxh again");
        assertThat(ann.mutate(CREATE, input).path("artifact").path("id").asString())
                .isEqualTo(id);
    }

    private static final String COMPLETE = """
            mutation($input: CompleteMultipartUploadArtifactInput!) {
              completeMultipartUploadArtifact(input: $input) { digest } }""";
}
