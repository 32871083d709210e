package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.FineTuneCheckpoint;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.ResultFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Everything a provider gave about one job, fetched before anything is written.
///
/// @param events all there are so far
/// @param checkpoints oldest first
/// @param results the parsed result file; empty while there is none
/// @param resultContent the result file as it was sent
/// @param dataFiles what the job names as training and validation data, there or not
/// @param notes what a reader of the report should know, such as a file that is gone
public record JobMaterial(
        FineTuneJob job,
        EventLog events,
        List<FineTuneCheckpoint> checkpoints,
        Optional<ResultFile> results,
        Optional<Path> resultContent,
        List<DataFile> dataFiles,
        List<String> notes) {

    public JobMaterial {
        checkpoints = List.copyOf(checkpoints);
        dataFiles = List.copyOf(dataFiles);
        notes = List.copyOf(notes);
    }
}
