package dev.tunebook.sandbox;

import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.script.JobScript;
import dev.tunebook.sandbox.script.JobScriptBuilder;
import dev.tunebook.sandbox.script.Results;
import dev.tunebook.sandbox.script.ScriptedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Example files as an account: a job for each training file and for each result file, and each job that was recorded,
/// word for word.
///
/// @param files training files and, to go with results, one of the sandbox's own
/// @param jobs by name: `training-FILE`, `results-FILE`, or the id of a recorded job
public record Fixtures(List<ScriptedFile> files, Map<String, JobScript> jobs) {
    /// What a job object may hold: of a recorded one, what it lacks is left out.
    private static final Set<String> FIELDS = Set.of(
            "finished_at",
            "fine_tuned_model",
            "organization_id",
            "result_files",
            "validation_file",
            "training_file",
            "hyperparameters",
            "trained_tokens",
            "error",
            "user_provided_suffix",
            "seed",
            "estimated_finish",
            "integrations",
            "metadata",
            "usage_metrics",
            "shared_with_openai",
            "eval_id",
            "method");

    public Fixtures {
        files = List.copyOf(files);
        jobs = Map.copyOf(jobs);
    }

    /// Reads a folder with `training/`, `results/` and `api/`; each may be missing.
    public static Fixtures of(Path folder) {
        List<ScriptedFile> files = new ArrayList<>();
        Map<String, JobScript> jobs = new LinkedHashMap<>();
        for (Path file : list(folder.resolve("training"))) {
            String name = name(file);
            files.add(ScriptedFile.of("file-" + name, name, read(file)));
            jobs.put(
                    "training-" + name,
                    quick("training-" + name).trainingFile("file-" + name).build());
        }
        for (Path file : list(folder.resolve("results"))) {
            String id = "results-" + name(file);
            jobs.put(id, quick(id).results(Results.of(read(file))).build());
        }
        for (Path file : list(folder.resolve("api"))) {
            collect(parse(file), jobs);
        }
        return new Fixtures(files, jobs);
    }

    private static JobScriptBuilder quick(String id) {
        return JobScript.job(id).training(3, 1, Duration.ofSeconds(2)).checkpoints(List.of());
    }

    /// Every job object in a recording, an answer or a sample, however deep.
    private static void collect(JsonNode node, Map<String, JobScript> jobs) {
        String kind = node.path("object").asString("");
        boolean isJob = kind.equals("fine_tuning.job") || kind.equals("fine-tune");
        if (isJob && node.path("id").isString() && node.path("status").isString()) {
            jobs.putIfAbsent(node.path("id").stringValue(), recorded((ObjectNode) node));
        }
        node.forEach(child -> collect(child, jobs));
    }

    private static JobScript recorded(ObjectNode document) {
        JobScriptBuilder job = JobScript.job(document.path("id").stringValue())
                .statusAfter(Duration.ZERO, document.path("status").stringValue())
                .results(Results.none());
        if (document.path("created_at").isNumber()) {
            job.createdAt(Instant.ofEpochSecond(document.path("created_at").longValue()));
        }
        FIELDS.stream().filter(name -> !document.has(name)).forEach(job::withoutField);
        document.properties().forEach(field -> job.field(field.getKey(), field.getValue()));
        return job.build();
    }

    private static JsonNode parse(Path file) {
        try {
            return Json.parse(read(file));
        } catch (InvalidJsonException e) {
            throw new IllegalArgumentException(file + " is not JSON; keep recordings and samples as they came", e);
        }
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /// Puts everything into an account.
    public void addTo(Sandbox sandbox) {
        files.forEach(sandbox::add);
        jobs.values().forEach(sandbox::add);
    }
}
