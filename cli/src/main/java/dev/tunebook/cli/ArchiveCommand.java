package dev.tunebook.cli;

import dev.tunebook.finetune.archive.Archive;
import dev.tunebook.finetune.archive.ArchiveAccount;
import dev.tunebook.finetune.archive.ArchiveArtifact;
import dev.tunebook.finetune.archive.ArchiveOptions;
import dev.tunebook.finetune.archive.ArchiveReport;
import dev.tunebook.finetune.archive.ArchiveZip;
import dev.tunebook.finetune.openai.OpenAiProvider;
import dev.tunebook.finetune.openai.OpenAiSettings;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.ArtifactVersion;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `tunebook archive`.
@Command(
        name = "archive",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Takes everything a provider keeps of an account's fine-tunes: jobs, events, checkpoints, results, data files and"
                    + " model records.",
            "",
            "It can be stopped and started again at any time: what is there and right, by its digest, is not fetched again."
                    + " The archive becomes a version of the artifact fine-tune-archive; as a folder or zip, `tunebook import`"
                    + " reads it back. The provider comes from the same variables as for `tunebook sync`. It ends with 1"
                    + " while something is missing that a later call may find.",
            ""
        })
final class ArchiveCommand implements Callable<Integer> {

    private final Surroundings around;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Folder to take it into. Default: .tunebook/archive in the checkout")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--zip", paramLabel = "FILE", description = "Write the archive as one zip, too.")
    private Optional<Path> zip = Optional.empty();

    @Option(names = "--no-artifact", description = "Keep it on this machine alone.")
    private boolean noArtifact;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description =
                    "A price list, a JSON object with an entry for each model by name, such as LiteLLM publishes; the"
                            + " account's models are kept from it.")
    private Optional<Path> prices = Optional.empty();

    @Option(names = "--parallel", paramLabel = "NUMBER", description = "Jobs to take at once. Default: 4")
    private int parallel = 4;

    @Mixin
    private final DestinationOptions destination = new DestinationOptions();

    @Option(names = "--json", description = "Print the report as one line of JSON instead of a table.")
    private boolean json;

    ArchiveCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        Optional<DestinationOptions.Destination> server =
                noArtifact ? Optional.empty() : Optional.of(destination.in(around.environment()));
        OpenAiSettings settings = OpenAiSettings.fromEnvironment(new HashMap<>(around.environment()));
        Path place = folder.orElseGet(() -> around.home().resolve(".tunebook").resolve("archive"));
        zip.ifPresent(file -> ArchiveZip.requireOutside(place, file));
        ArchiveReport report = Archive.take(new ArchiveOptions(
                new OpenAiProvider(settings),
                new ArchiveAccount(settings.baseUrl(), settings.organization(), settings.project()),
                place,
                prices,
                parallel,
                ArchiveBar.of(around)));
        zip.ifPresent(file -> ArchiveZip.write(place, file));
        Optional<ArtifactVersion> version =
                server.map(to -> ArchiveArtifact.save(place, to.settings(), to.entity(), to.project()));
        if (json) {
            around.out().println(Json.write(json(report, place, version)));
        } else {
            around.out().println(report);
            around.out()
                    .println("in " + place
                            + version.map(saved -> " and " + saved.qualifiedName())
                                    .orElse(""));
        }
        return report.isSettled() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static ObjectNode json(ArchiveReport report, Path place, Optional<ArtifactVersion> version) {
        ObjectNode whole = Json.object()
                .put("folder", place.toString())
                .put("artifact", version.map(ArtifactVersion::qualifiedName).orElse(null))
                .put("otherFiles", report.otherFiles())
                .put("bytes", report.bytes())
                .put("settled", report.isSettled());
        ArrayNode notes = whole.putArray("notes");
        report.notes().forEach(note -> notes.add(note.text()));
        ArrayNode jobs = whole.putArray("jobs");
        for (ArchiveReport.JobReport job : report.jobs()) {
            ObjectNode entry = jobs.addObject()
                    .put("jobId", job.jobId())
                    .put("status", job.status())
                    .put("complete", job.isComplete())
                    .put("unchanged", job.unchanged())
                    .put("problem", job.problem().orElse(null));
            ArrayNode missing = entry.putArray("missing");
            job.missing()
                    .forEach(one -> missing.addObject()
                            .put("part", one.part())
                            .put("reason", one.reason())
                            .put("later", one.later()));
        }
        return whole;
    }
}
