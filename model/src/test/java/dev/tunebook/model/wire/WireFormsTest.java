package dev.tunebook.model.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.LogicalPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WireFormsTest {
    private static final Instant TIME = Instant.parse("2026-08-01T10:15:30Z");

    @Test
    void readsConsoleLinesOfAllForms() {
        ConsoleLine line = new ConsoleLine(Optional.of(TIME), true, Optional.of("rank0"), "text");
        assertThat(line.toStructured())
                .isEqualTo(
                        "{\"ts\":\"2026-08-01T10:15:30.000000\",\"content\":\"text\",\"level\":\"error\",\"label\":\"rank0\"}");
        assertThat(ConsoleLine.parse(line.toStructured())).isEqualTo(line);
        assertThat(line.toPlain()).isEqualTo("ERROR 2026-08-01T10:15:30.000000 [rank0] text");
        ConsoleLine plain = ConsoleLine.of(TIME, "epoch 1 done");
        assertThat(ConsoleLine.parse(plain.toPlain())).isEqualTo(plain);
        assertThat(ConsoleLine.parse("2026-08-01T10:15:30 [INFO] x").text()).isEqualTo("[INFO] x");
        assertThat(ConsoleLine.parse("2026-08-01T10:15:30.000000 ").text()).isEmpty();
        for (String bare : List.of("hello", "ERROR not a time", "{\"a\":1}", "{broken", "", "2026-08-01T10:15:99 x")) {
            assertThat(ConsoleLine.parse(bare))
                    .isEqualTo(new ConsoleLine(Optional.empty(), false, Optional.empty(), bare));
        }
    }

    @Test
    void theEmptyManifestHasTheKnownDigest() {
        assertThat(ArtifactManifest.of(Map.of()).digest()).isEqualTo("64e7c61456b10382e2f3b571ac24b659");
    }

    @Test
    void manifestsKeepWhatTheyHold() {
        String json = """
                {"version":1,"storagePolicy":"wandb-storage-policy-v1","storagePolicyConfig":{"storageLayout":"V2"},\
                "contents":{"data/a.txt":{"digest":"CY9rzUYh03PK3k6DJie09g==","birthArtifactID":"QXJ0aWZhY3Q6Nw==","size":4},\
                "s3/b.bin":{"digest":"etag","ref":"s3://bucket/b.bin","size":10,"extra":{"etag":"etag"}}}}""";
        ArtifactManifest manifest = ArtifactManifest.read(json.getBytes(UTF_8));
        assertThat(Json.write(manifest.tree())).isEqualTo(json);
        assertThat(manifest.size()).isEqualTo(14);
        assertThat(manifest.storageLayout()).isEqualTo("V2");
        assertThat(manifest.entry(new LogicalPath("data/a.txt")).orElseThrow().algorithm())
                .isEqualTo("MD5");
        assertThat(Digests.base64Md5("test".getBytes(UTF_8))).isEqualTo("CY9rzUYh03PK3k6DJie09g==");
    }

    @Test
    void manifestsIgnoreLocalPathsAndRefuseEscapes() {
        String entry = "{\"digest\":\"x\",\"local_path\":\"/home/me\",\"skip_cache\":true}";
        String head = "{\"version\":1,\"contents\":{\"";
        ArtifactManifest manifest = ArtifactManifest.read((head + "a\":" + entry + "}}").getBytes(UTF_8));
        assertThat(Json.write(manifest.tree())).doesNotContain("home").doesNotContain("skip_cache");
        assertThatThrownBy(() -> ArtifactManifest.read((head + "../a\":" + entry + "}}").getBytes(UTF_8)))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageContaining("..");
        assertThatThrownBy(() -> ArtifactManifest.read("{\"version\":1}".getBytes(UTF_8)))
                .isInstanceOf(InvalidJsonException.class);
        assertThatThrownBy(() -> ArtifactManifest.read((head + "a\":{}}}").getBytes(UTF_8)))
                .hasMessageContaining("no digest");
    }

    @Test
    void overlayingReplacesEntries() {
        LogicalPath a = new LogicalPath("a");
        LogicalPath b = new LogicalPath("b");
        ArtifactManifest base = ArtifactManifest.of(
                Map.of(a, ArtifactManifest.Entry.file("1", 1), b, ArtifactManifest.Entry.file("2", 2)));
        ArtifactManifest newer = ArtifactManifest.of(Map.of(b, ArtifactManifest.Entry.file("3", 3)));
        assertThat(base.overlay(newer).contents().values())
                .extracting(ArtifactManifest.Entry::size)
                .containsExactly(OptionalLong.of(1), OptionalLong.of(3));
    }

    @Test
    void nodeIdsAreBase64OfText() {
        NodeId id = NodeId.of("Artifact", 7);
        assertThat(id.encoded()).isEqualTo("QXJ0aWZhY3Q6Nw==");
        assertThat(NodeId.parse("QXJ0aWZhY3Q6Nw==")).contains(id);
        assertThat(id.number("Artifact")).hasValue(7);
        assertThat(id.number("Run")).isEmpty();
        assertThat(NodeId.ofRun("r", "p", "e").rest()).isEqualTo("v1:r:p:e");
        assertThat(NodeId.parse("not base64!")).isEmpty();
        assertThat(NodeId.parse("AAAA")).isEmpty();
        assertThat(Digests.hexToBase64(Digests.base64ToHex(id.encoded()))).isEqualTo(id.encoded());
    }

    @Test
    void canonicalNamesStayApart() {
        assertThat(CanonicalName.ofRunTable("ab12", "train_data")).isEqualTo("run-ab12-train_data");
        assertThat(CanonicalName.of("run-x-a/b")).startsWith("run-x-ab-").hasSize("run-x-ab-".length() + 6);
        assertThat(CanonicalName.of("run-x-a b")).isNotEqualTo(CanonicalName.of("run-x-a/b"));
    }

    @Test
    void mediaFilesAreNamedByKeyStepAndDigest() {
        String sha = Digests.hexSha256(new byte[0]);
        assertThat(MediaFile.name("table", "/eval/../t", 3, sha, ".table.json"))
                .hasToString("media/table/eval/__/t_3_e3b0c44298fc1c149afb.table.json");
    }

    @Test
    void graphQlMessagesTakeAllNamesOfNoOperation() {
        for (String name : List.of("", ",\"operationName\":null", ",\"operationName\":\"\"")) {
            String body = "{\"query\":\"{viewer{id}}\",\"variables\":null" + name + "}";
            assertThat(GraphQlMessage.Request.read(body.getBytes(UTF_8)))
                    .isEqualTo(new GraphQlMessage.Request("{viewer{id}}", Map.of(), Optional.empty()));
        }
        assertThatThrownBy(() -> GraphQlMessage.Request.read("{}".getBytes(UTF_8)))
                .hasMessageContaining("query");
    }

    @Test
    void graphQlResponsesRoundTrip() {
        String body =
                "{\"data\":{\"viewer\":null},\"errors\":[{\"message\":\"no\",\"path\":[\"viewer\"],\"extensions\":{\"code\":\"denied\"}}]}";
        GraphQlMessage.Response response = GraphQlMessage.Response.read(body.getBytes(UTF_8));
        assertThat(new String(response.bytes(), UTF_8)).isEqualTo(body);
        assertThat(response.errors().get(0).message()).isEqualTo("no");
    }
}
