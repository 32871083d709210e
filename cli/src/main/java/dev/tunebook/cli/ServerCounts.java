package dev.tunebook.cli;

import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.Api;
import dev.tunebook.sdk.ArtifactVersion;
import dev.tunebook.sdk.StoredRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// What a server holds of a project, as it says itself.
///
/// @param jobs runs that record a fine-tuning job
/// @param artifacts versions that these runs made or used
/// @param tables files in them that are tables
record ServerCounts(long jobs, long runs, long artifacts, long tables) {

    private static final String JOB_TYPE = "fine-tune";
    private static final String TABLE = ".table.json";

    static ServerCounts of(Api api, String project) {
        List<StoredRun> runs = api.runs(project).toList();
        Map<String, ArtifactVersion> artifacts = new LinkedHashMap<>();
        for (StoredRun run : runs) {
            Stream.concat(run.inputArtifacts(), run.outputArtifacts())
                    .forEach(artifact -> artifacts.putIfAbsent(artifact.id(), artifact));
        }
        return new ServerCounts(
                runs.stream()
                        .filter(run -> run.jobType().filter(JOB_TYPE::equals).isPresent())
                        .count(),
                runs.size(),
                artifacts.size(),
                artifacts.values().stream()
                        .flatMap(artifact -> artifact.files().stream())
                        .filter(file -> file.name().endsWith(TABLE))
                        .count());
    }

    ObjectNode json() {
        return Json.object()
                .put("jobs", jobs)
                .put("runs", runs)
                .put("artifacts", artifacts)
                .put("tables", tables);
    }
}
