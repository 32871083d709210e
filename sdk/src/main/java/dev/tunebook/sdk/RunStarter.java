package dev.tunebook.sdk;

import dev.tunebook.model.RunConfig;
import dev.tunebook.model.wire.Json;
import dev.tunebook.model.wire.RunConfigCodec;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.artifact.ClientId;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.client.RunAddress;
import dev.tunebook.sdk.internal.journal.JournalRecord;
import dev.tunebook.sdk.internal.journal.RunFolder;
import dev.tunebook.sdk.internal.journal.RunJournal;
import dev.tunebook.sdk.internal.upload.RunOpener;
import dev.tunebook.sdk.internal.upload.RunOpening;
import dev.tunebook.sdk.internal.upload.RunRemote;
import dev.tunebook.sdk.internal.upload.RunSpec;
import dev.tunebook.sdk.internal.upload.RunSpecCodec;
import dev.tunebook.sdk.internal.upload.SummaryFold;
import dev.tunebook.sdk.internal.upload.UploadLoop;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Opens runs: settles the options, talks to the server where there is one, and ties the parts together.
final class RunStarter {
    private static final int ID_LENGTH = 8;
    private static final String DEFAULT_PROJECT = "uncategorized";

    private final Settings settings;
    private final Client.World world;

    RunStarter(Settings settings, Client.World world) {
        this.settings = settings;
        this.world = world;
    }

    Run start(RunOptions asked) {
        RunOptions options = asked.orElse(settings.runDefaults());
        RunSpec spec = spec(options);
        return switch (settings.mode()) {
            case ONLINE -> online(spec, options.startedAt());
            case OFFLINE -> offline(spec, options.startedAt());
            case DISABLED -> {
                RunOpening opening = unopened(spec);
                Instant start = start(opening, options.startedAt());
                yield new Run(RunBackend.NONE, opening, Optional.empty(), world, start, true);
            }
        };
    }

    private Run online(RunSpec spec, Optional<Instant> startedAt) {
        if (settings.apiKey().isEmpty()) {
            throw new InvalidInputException("there is no API key for " + settings.baseUrl()
                    + "; log in with Wandb.login, or set WANDB_API_KEY or WANDB_MODE=offline");
        }
        Client client = Wandb.client(settings, world);
        RunOpening opening = new RunOpener(client.graphQl()).open(spec);
        RunAddress address = opening.address();
        RunFolder folder = RunFolder.create(
                settings.directory(), false, address.run(), world.clock().instant());
        RunJournal journal = RunJournal.create(folder.journal());
        journal.append(new JournalRecord.Started(RunSpecCodec.tree(spec, opening, Map.of())));
        UploadLoop loop = new UploadLoop(
                journal,
                new RunRemote(client, address, folder),
                new SummaryFold(opening.summary()),
                Map.of(),
                settings.streamInterval(),
                world.clock(),
                0);
        OnlineBackend backend = new OnlineBackend(client, address, folder, journal, loop, settings.finishTimeout());
        boolean structured = client.features().isOn("STRUCTURED_CONSOLE_LOGS");
        Run run = new Run(backend, opening, Optional.of(url(address)), world, start(opening, startedAt), structured);
        backend.start();
        return run;
    }

    private Run offline(RunSpec spec, Optional<Instant> startedAt) {
        RunFolder folder = RunFolder.create(
                settings.directory(), true, spec.id(), world.clock().instant());
        RunJournal journal = RunJournal.create(folder.journal());
        journal.append(new JournalRecord.Started(RunSpecCodec.tree(spec)));
        OfflineBackend backend = new OfflineBackend(folder, journal);
        RunOpening opening = unopened(spec);
        return new Run(backend, opening, Optional.empty(), world, start(opening, startedAt), true);
    }

    /// From when run times count: a resumed run goes on where it stopped.
    private Instant start(RunOpening opening, Optional<Instant> startedAt) {
        return startedAt.orElseGet(() -> world.clock().instant().minus(opening.runtime()));
    }

    private static RunOpening unopened(RunSpec spec) {
        RunAddress address =
                new RunAddress(spec.entity().orElse(""), spec.project().orElse(""), spec.id());
        return RunOpening.fresh(address, RunConfigCodec.read(spec.config()));
    }

    private URI url(RunAddress address) {
        return URI.create(settings.appUrl() + "/"
                + Wandb.client(settings, world)
                        .endpoint()
                        .path(address.entity(), address.project(), "runs", address.run()));
    }

    private RunSpec spec(RunOptions options) {
        RunConfig config = RunConfig.ofValues(options.config())
                .with(RunConfig.ofValues(Map.of(RunConfig.PROTOCOL_KEY, telemetry())));
        return new RunSpec(
                options.entity().or(settings::entity),
                Optional.of(options.project().or(settings::project).orElse(DEFAULT_PROJECT)),
                options.id().orElseGet(() -> ClientId.random(world.random(), ID_LENGTH)),
                options.name(),
                options.notes(),
                options.tags(),
                options.group(),
                options.jobType(),
                existing(options),
                options.rewindTo(),
                options.keepEdited(),
                RunConfigCodec.write(config));
    }

    /// The protocol's own entry; a run without `t` in it counts as never started, and cannot be resumed.
    private static ObjectNode telemetry() {
        ObjectNode telemetry = Json.object();
        telemetry.put("13", System.getProperty("os.name", "") + "-" + System.getProperty("os.arch", ""));
        ObjectNode own = Json.object();
        own.set("t", telemetry);
        return own;
    }

    private static RunSpec.Existing existing(RunOptions options) {
        Optional<RunSpec.Existing> asked = options.resume().map(resume -> switch (resume) {
            case ALLOW -> RunSpec.Existing.RESUME_OR_CREATE;
            case MUST -> RunSpec.Existing.REQUIRE;
            case NEVER -> RunSpec.Existing.REFUSE;
        });
        boolean look = options.rewindTo().isPresent() || options.keepEdited();
        return asked.orElse(look ? RunSpec.Existing.RESUME_OR_CREATE : RunSpec.Existing.UNCHECKED);
    }
}
