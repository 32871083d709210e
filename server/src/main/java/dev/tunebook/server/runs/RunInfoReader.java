package dev.tunebook.server.runs;

import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunFile;
import dev.tunebook.store.runs.RunGrant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads what the client wrote about its machine in `wandb-metadata.json`.
final class RunInfoReader {
    private static final String FILE = "wandb-metadata.json";
    private static final long LARGEST = 8L << 20;

    private final Store store;

    RunInfoReader(Store store) {
        this.store = store;
    }

    record RunInfo(
            Optional<String> program,
            List<String> args,
            Optional<String> os,
            Optional<String> python,
            Optional<String> colab,
            Optional<String> executable,
            boolean codeSaved,
            Optional<Integer> cpuCount,
            Optional<Integer> gpuCount,
            Optional<String> gpu,
            Optional<GitInfo> git) {}

    record GitInfo(Optional<String> remote, Optional<String> commit) {}

    /// Empty while the file was not uploaded, or when it is not what it should be.
    Optional<RunInfo> read(Run run, Viewer viewer) {
        RunGrant grant = store.runs().open(viewer, run.id(), Access.READ);
        return store.runFiles().named(grant, List.of(FILE)).stream()
                .filter(file -> file.size() <= LARGEST)
                .findFirst()
                .flatMap(this::content)
                .map(metadata -> info(metadata, grant));
    }

    private Optional<JsonNode> content(RunFile file) {
        Optional<InputStream> bytes = store.blobs().read(file.sha256(), 0, file.size());
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = bytes.get()) {
            return Optional.of(Json.parseObject(in.readAllBytes()));
        } catch (InvalidJsonException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunInfo info(JsonNode metadata, RunGrant grant) {
        Optional<String> program = text(metadata, "program");
        JsonNode git = metadata.path("git");
        return new RunInfo(
                program,
                metadata.path("args").values().stream().map(JsonNode::asString).toList(),
                text(metadata, "os"),
                text(metadata, "python"),
                text(metadata, "colab"),
                text(metadata, "executable"),
                codeSaved(metadata, grant),
                number(metadata, "cpu_count"),
                number(metadata, "gpu_count"),
                text(metadata, "gpu"),
                git.isObject() ? Optional.of(new GitInfo(text(git, "remote"), text(git, "commit"))) : Optional.empty());
    }

    private boolean codeSaved(JsonNode metadata, RunGrant grant) {
        return text(metadata, "codePath")
                .filter(path -> !store.runFiles()
                        .named(grant, List.of(path, "code/" + path))
                        .isEmpty())
                .isPresent();
    }

    private static Optional<String> text(JsonNode node, String name) {
        return node.path(name).isString() ? Optional.of(node.path(name).asString()) : Optional.empty();
    }

    private static Optional<Integer> number(JsonNode node, String name) {
        return node.path(name).isIntegralNumber() ? Optional.of(node.path(name).asInt()) : Optional.empty();
    }
}
