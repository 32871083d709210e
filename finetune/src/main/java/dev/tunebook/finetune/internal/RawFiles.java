package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.FineTuneCheckpoint;
import dev.tunebook.finetune.format.FineTuneEvent;
import dev.tunebook.finetune.format.RawJson;
import dev.tunebook.sdk.Run;
import java.nio.charset.StandardCharsets;
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
    private RawFiles() {}

    static void save(Run run, JobMaterial material) {
        run.saveFile("provider/job.json", utf8(material.job().raw().text()));
        run.saveFile(
                "provider/events.json",
                list(material.events().stream().map(FineTuneEvent::raw).toList()));
        run.saveFile(
                "provider/checkpoints.json",
                list(material.checkpoints().stream()
                        .map(FineTuneCheckpoint::raw)
                        .toList()));
        material.resultContent()
                .ifPresent(path -> run.saveFile(
                        "provider/results/"
                                + RunKeys.safe(material.job().resultFiles().get(0)),
                        path));
    }

    private static byte[] list(List<RawJson> objects) {
        return utf8(objects.stream().map(RawJson::text).collect(Collectors.joining(",\n", "[\n", "\n]\n")));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
