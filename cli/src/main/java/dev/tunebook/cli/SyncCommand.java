package dev.tunebook.cli;

import dev.tunebook.finetune.SyncOptions;
import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.WandbLogger;
import dev.tunebook.finetune.openai.OpenAiProvider;
import dev.tunebook.finetune.openai.OpenAiSettings;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.RunOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tunebook sync`: `WandbLogger.sync` with its arguments as options.
@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Records the fine-tuning jobs of a provider as runs of a tracking server.",
            "",
            "It can run as often as you like: what is recorded is left alone, what changed or was cut off is completed."
                    + " The provider comes from OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_ORG_ID and OPENAI_PROJECT_ID, or from"
                    + " AZURE_OPENAI_ENDPOINT and AZURE_OPENAI_API_KEY."
                    + " It ends with 0 when every job is recorded, with 1 when one could not be.",
            ""
        })
final class SyncCommand implements Callable<Integer> {

    private final Surroundings around;

    @Mixin
    private final SelectionOptions selected = new SelectionOptions();

    @Option(
            names = {"--num-fine-tunes", "-n"},
            paramLabel = "NUMBER",
            description = "Only so many jobs, the most recent ones.")
    private Optional<Integer> number = Optional.empty();

    @Option(names = "--overwrite", description = "Record again what is recorded already.")
    private boolean overwrite;

    @Option(
            names = "--no-wait",
            description = "Record jobs that have not ended as they stand, instead of following them to their end.")
    private boolean noWait;

    @Option(
            names = "--watch",
            description = "Do not end: follow the jobs that run, and look for new ones, until Ctrl-C.")
    private boolean watch;

    @Option(names = "--dry-run", description = "Say what would be done to which job, and write nothing.")
    private boolean dryRun;

    @Option(
            names = "--wait-minutes",
            paramLabel = "NUMBER",
            description = "Longest time to follow jobs that have not ended. Default: 1440, a day")
    private Optional<Integer> waitMinutes = Optional.empty();

    @Option(
            names = "--poll-seconds",
            paramLabel = "NUMBER",
            description = "Time between two looks at a job that has not ended. Default: 60")
    private Optional<Integer> pollSeconds = Optional.empty();

    @Option(names = "--no-datasets", description = "Leave training and validation data where they are.")
    private boolean noDatasets;

    @Option(
            names = "--model-artifact-name",
            paramLabel = "NAME",
            description = "Collection of the models. Default: model-metadata")
    private Optional<String> modelName = Optional.empty();

    @Option(names = "--model-artifact-type", paramLabel = "NAME", description = "Its type. Default: model")
    private Optional<String> modelType = Optional.empty();

    @Option(names = "--tag", paramLabel = "TEXT", description = "A tag of each run; may be repeated.")
    private List<String> tags = List.of();

    @Option(names = "--group", paramLabel = "NAME", description = "Group of each run.")
    private Optional<String> group = Optional.empty();

    @Option(names = "--notes", paramLabel = "TEXT", description = "Notes of each run.")
    private Optional<String> notes = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "KEY=VALUE",
            description = "A value in each run's configuration, read as JSON where it is JSON; may be repeated.")
    private Map<String, String> config = new LinkedHashMap<>();

    @Mixin
    private final DestinationOptions destination = new DestinationOptions();

    @Option(names = "--json", description = "Print the report as one line of JSON instead of a table.")
    private boolean json;

    SyncCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        SyncOptions options = options();
        if (watch) {
            new Watching(options, this::print, around).untilStopped();
            return ExitCode.OK;
        }
        SyncReport report = WandbLogger.sync(options);
        print(report);
        return report.isComplete() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void print(SyncReport report) {
        around.out().println(json ? Json.write(ReportJson.of(report)) : report.toString());
        if (dryRun && !json) {
            around.out().println("A dry run: nothing was written");
        }
    }

    private SyncOptions options() {
        SyncOptions.Builder options = destination
                .in(around.environment())
                .sync()
                .provider(new OpenAiProvider(OpenAiSettings.fromEnvironment(new HashMap<>(around.environment()))))
                .overwrite(overwrite)
                .waitForJobSuccess(!noWait)
                .logDatasets(!noDatasets)
                .runOptions(runOptions())
                .selection(selected.selection())
                .watch(watch)
                .dryRun(dryRun)
                .progress(ProgressBar.of(around));
        if (!watch) {
            selected.oneJob().ifPresent(options::fineTuneJobId);
        }
        number.ifPresent(options::numFineTunes);
        waitMinutes.map(Duration::ofMinutes).ifPresent(options::waitDeadline);
        pollSeconds.map(Duration::ofSeconds).ifPresent(options::pollInterval);
        modelName.ifPresent(options::modelArtifactName);
        modelType.ifPresent(options::modelArtifactType);
        return options.build();
    }

    private RunOptions runOptions() {
        RunOptions.Builder run = RunOptions.builder();
        if (!tags.isEmpty()) {
            run.tags(tags);
        }
        group.ifPresent(run::group);
        notes.ifPresent(run::notes);
        config.forEach((key, value) -> run.config(key, value(value)));
        return run.build();
    }

    private static Object value(String text) {
        try {
            return Json.parse(text);
        } catch (InvalidJsonException e) {
            return text;
        }
    }
}
