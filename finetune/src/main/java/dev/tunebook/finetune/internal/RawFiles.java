package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.FineTuneCheckpoint;
import dev.tunebook.finetune.format.RawJson;
import dev.tunebook.sdk.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// What the provider sent, byte for byte, as files of the run: for what this version of the sync does not
/// understand, and for when the provider has forgotten it.
///
/// | file | content |
/// |---|---|
/// | `provider/job.json` | the job |
/// | `provider/events.json` | a list of the events, oldest first |
/// | `provider/checkpoints.json` | a list of the checkpoints, oldest first |
/// | `provider/results/<id of the file>` | the result file |
final class RawFiles {
    static final String EVENTS = "provider/events.json";
    static final String CHECKPOINTS = "provider/checkpoints.json";
    private static final String JOB = "provider/job.json";

    private RawFiles() {}

    /// Where a result file is kept.
    static String results(String fileId) {
        return "provider/results/" + RunKeys.safe(fileId);
    }

    static void save(Run run, JobMaterial material) {
        run.saveFile(JOB, utf8(material.job().raw().text()));
        saveEvents(run, material.events());
        run.saveFile(
                CHECKPOINTS,
                list(material.checkpoints().stream()
                        .map(FineTuneCheckpoint::raw)
                        .toList()));
        material.resultContent()
                .ifPresent(path ->
                        run.saveFile(results(material.job().resultFiles().get(0)), path));
    }

    // There may be too many to hold in memory.
    private static void saveEvents(Run run, EventLog events) {
        try {
            Path file = Files.createTempFile("tunebook-events-", ".json");
            try {
                events.save(file);
                run.saveFile(EVENTS, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a temporary file; check java.io.tmpdir", e);
        }
    }

    private static byte[] list(List<RawJson> objects) {
        return utf8(objects.stream().map(RawJson::text).collect(Collectors.joining(",\n", "[\n", "\n]\n")));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
