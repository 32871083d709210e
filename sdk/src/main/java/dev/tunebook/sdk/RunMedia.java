package dev.tunebook.sdk;

import dev.tunebook.model.ArtifactAlias;
import dev.tunebook.model.ArtifactTypeName;
import dev.tunebook.model.CollectionName;
import dev.tunebook.model.LogicalPath;
import dev.tunebook.model.wire.CanonicalName;
import dev.tunebook.model.wire.Digests;
import dev.tunebook.model.wire.Json;
import dev.tunebook.model.wire.MediaFile;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.artifact.ArtifactContents;
import dev.tunebook.sdk.internal.artifact.ArtifactDraft;
import dev.tunebook.sdk.internal.artifact.ClientId;
import dev.tunebook.sdk.internal.artifact.SaveOrder;
import dev.tunebook.sdk.internal.table.Picture;
import dev.tunebook.sdk.internal.table.TableData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns what is logged into history values. Tables and images become files of the run, which are staged so
/// that they are on the server before the row that names them.
final class RunMedia {
    private static final int MOST_ROWS_IN_RUN_FILE = 10_000;
    private static final String RUN_TABLE = "run_table";

    private final RunBackend backend;
    private final String runId;
    private final RandomGenerator random;

    RunMedia(RunBackend backend, String runId, RandomGenerator random) {
        this.backend = backend;
        this.runId = runId;
        this.random = random;
    }

    /// @param value a [Table], an [Image], a list of images, or what JSON can hold
    JsonNode value(String key, @Nullable Object value, long step) {
        if (value instanceof Table table) {
            return table(key, table.snapshot(), step);
        }
        if (value instanceof Image image) {
            ObjectNode node = image(key, image.picture(), step);
            image.caption().ifPresent(text -> node.put("caption", text));
            return node;
        }
        if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Image) {
            return images(key, list, step);
        }
        return Input.json(value);
    }

    private ObjectNode table(String key, TableData table, long step) {
        byte[] file = runFile(table);
        String sha256 = Digests.hexSha256(file);
        LogicalPath path = MediaFile.name("table", key, step, sha256, TableData.EXTENSION);
        backend.stage(path.value(), file);
        ArtifactContents contents = new ArtifactContents();
        LogicalPath entry = contents.add(table, key);
        ArtifactDraft draft = new ArtifactDraft(
                new CollectionName(CanonicalName.ofRunTable(runId, key)),
                new ArtifactTypeName(RUN_TABLE),
                Optional.empty(),
                Map.of(),
                List.of(),
                contents.files(),
                contents.references(),
                ClientId.random(random),
                ClientId.random(random));
        backend.stage(draft, new SaveOrder(true, List.of(ArtifactAlias.LATEST), step));
        return Json.object()
                .put("_type", "table-file")
                .put("path", path.value())
                .put("sha256", sha256)
                .put("size", file.length)
                .put("ncols", table.columns().size())
                .put("nrows", table.rows().size())
                .put("log_mode", "IMMUTABLE")
                .put("artifact_path", "wandb-client-artifact://" + draft.clientId() + "/" + entry)
                .put(
                        "_latest_artifact_path",
                        "wandb-client-artifact://" + draft.sequenceClientId() + ":latest/" + entry);
    }

    private static byte[] runFile(TableData table) {
        StringBuilder text = new StringBuilder();
        try {
            table.writeRunFile(text, RunMedia::described, MOST_ROWS_IN_RUN_FILE);
        } catch (IOException e) {
            throw new AssertionError("a StringBuilder does no I/O", e);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static JsonNode described(Picture picture) {
        return Json.object().put("_type", "image-file").put("sha256", picture.sha256());
    }

    private ObjectNode image(String key, Picture picture, long step) {
        LogicalPath path = stage(key, picture, step);
        return Json.object()
                .put("_type", "image-file")
                .put("path", path.value())
                .put("sha256", picture.sha256())
                .put("size", picture.bytes().length)
                .put("format", picture.format())
                .put("width", picture.width())
                .put("height", picture.height());
    }

    private LogicalPath stage(String key, Picture picture, long step) {
        LogicalPath path = MediaFile.name("images", key, step, picture.sha256(), "." + picture.format());
        backend.stage(path.value(), picture.bytes());
        return path;
    }

    private ObjectNode images(String key, List<?> list, long step) {
        if (!list.stream().allMatch(Image.class::isInstance)) {
            throw new InvalidInputException("the list logged as \"" + key + "\" mixes images with other values");
        }
        List<Image> images = list.stream().map(Image.class::cast).toList();
        Picture first = images.get(0).picture();
        ObjectNode node = Json.object()
                .put("_type", "images/separated")
                .put("width", first.width())
                .put("height", first.height())
                .put("format", first.format())
                .put("count", images.size());
        ArrayNode names = node.putArray("filenames");
        images.forEach(image -> names.add(stage(key, image.picture(), step).value()));
        if (images.stream().anyMatch(image -> image.caption().isPresent())) {
            ArrayNode captions = node.putArray("captions");
            images.forEach(image -> captions.add(image.caption().orElse("")));
        }
        return node;
    }
}
