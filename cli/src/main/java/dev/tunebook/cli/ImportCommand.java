package dev.tunebook.cli;

import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.WandbLogger;
import dev.tunebook.finetune.archive.FolderProvider;
import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tunebook import`: a sync whose provider is a folder.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Records the fine-tuning jobs of a folder or zip as runs of a tracking server.",
            "",
            "The folder is one that `tunebook archive` made, or one with JSON, CSV and JSON Lines files saved by hand: jobs,"
                    + " lists of events and checkpoints, results, data files. It can run as often as you like: what is"
                    + " recorded is left alone.",
            ""
        })
final class ImportCommand implements Callable<Integer> {

    private final Surroundings around;

    @Parameters(paramLabel = "PLACE", description = "A folder, or a zip.")
    private Path place = Path.of("");

    @Option(names = "--overwrite", description = "Record again what is recorded already.")
    private boolean overwrite;

    @Option(names = "--no-datasets", description = "Leave training and validation data where they are.")
    private boolean noDatasets;

    @Mixin
    private final DestinationOptions destination = new DestinationOptions();

    @Option(names = "--json", description = "Print the report as one line of JSON instead of a table.")
    private boolean json;

    ImportCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        try (FolderProvider provider = FolderProvider.open(place)) {
            SyncReport report = WandbLogger.sync(destination
                    .in(around.environment())
                    .sync()
                    .provider(provider)
                    .waitForJobSuccess(false)
                    .overwrite(overwrite)
                    .logDatasets(!noDatasets)
                    .progress(ProgressBar.of(around))
                    .build());
            around.out().println(json ? Json.write(ReportJson.of(report)) : report.toString());
            return report.isComplete() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
