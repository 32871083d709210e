package dev.tunebook.finetune;

import dev.tunebook.finetune.provider.FineTuneProvider;
import dev.tunebook.sdk.Run;
import dev.tunebook.sdk.RunOptions;
import dev.tunebook.sdk.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// What [WandbLogger#sync] is asked for. Immutable; everything has a default.
///
/// @param fineTuneJobId this job alone; without one, every job that is not recorded as it stands
/// @param provider where the jobs are; without one, OpenAI as the environment names it
/// @param numFineTunes only so many jobs, the most recent ones; not looked at when one job is named
/// @param selection which jobs to look at, of those the provider lists
/// @param dryRun report what a sync would do, and write nothing
/// @param watch do not end: follow the jobs that go on, and look for new ones each poll interval, until interrupted
/// @param project of the runs
/// @param entity user or team that receives the runs; without one, the key's default entity
/// @param overwrite record again what is recorded already
/// @param waitForJobSuccess look again until each job has ended, logging what is new each time
/// @param waitDeadline how long to wait at most for jobs that have not ended, whatever they are waiting for
/// @param pollInterval time between two looks at a job that has not ended
/// @param logDatasets upload training and validation data
/// @param modelArtifactName collection of the models; the one of their checkpoints is called
/// `<name>-checkpoints`
/// @param modelArtifactType type of both
/// @param runOptions for each run: tags, notes, group, name, configuration ...; its id is not looked at
/// @param run an open run to record the one job in instead of a run of its own; it is finished with the job
/// @param parallel how many jobs to look at at once; their runs and models come out as if it were one
/// @param scratch folder for what is downloaded on the way; without one, the system's for temporary files
/// @param settings the tracker, and as whom; without them, what environment and settings files say
/// @param progress hears how it goes on
public record SyncOptions(
        Optional<String> fineTuneJobId,
        Optional<FineTuneProvider> provider,
        OptionalInt numFineTunes,
        JobSelection selection,
        boolean dryRun,
        boolean watch,
        String project,
        Optional<String> entity,
        boolean overwrite,
        boolean waitForJobSuccess,
        Duration waitDeadline,
        Duration pollInterval,
        boolean logDatasets,
        String modelArtifactName,
        String modelArtifactType,
        RunOptions runOptions,
        Optional<Run> run,
        int parallel,
        Optional<Path> scratch,
        Optional<Settings> settings,
        SyncProgress progress) {

    /// The project of runs when none is given, as with the official importer.
    public static final String DEFAULT_PROJECT = "OpenAI-Fine-Tune";

    public SyncOptions {
        numFineTunes.ifPresent(number ->
                require(number > 0, "numFineTunes is " + number + "; ask for 1 job or more, or leave it out"));
        require(!pollInterval.isNegative() && !pollInterval.isZero(), "the poll interval must be longer than nothing");
        require(!watch || waitForJobSuccess && !dryRun, "watching waits and writes; leave out one or the other");
        require(!watch || fineTuneJobId.isEmpty(), "watching looks for new jobs; leave fineTuneJobId out");
        require(parallel > 0, "parallel is " + parallel + "; it must be 1 or more");
        require(!waitDeadline.isNegative(), "the wait deadline must not be negative; 0 looks once");
        require(
                run.isEmpty() || fineTuneJobId.isPresent(),
                "an open run records one job: say which one with fineTuneJobId");
        fineTuneJobId.ifPresent(id -> require(!id.isBlank(), "fineTuneJobId is blank; leave it out to sync every job"));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /// Every default.
    public static SyncOptions defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /// Options in the making; each call returns the same builder. See [SyncOptions] for what they mean.
    public static final class Builder {
        private Optional<String> fineTuneJobId = Optional.empty();
        private Optional<FineTuneProvider> provider = Optional.empty();
        private OptionalInt numFineTunes = OptionalInt.empty();
        private JobSelection selection = JobSelection.ALL;
        private boolean dryRun;
        private boolean watch;
        private Optional<String> project = Optional.empty();
        private Optional<String> entity = Optional.empty();
        private boolean overwrite;
        private boolean waitForJobSuccess = true;
        private Duration waitDeadline = Duration.ofHours(24);
        private Duration pollInterval = Duration.ofSeconds(60);
        private boolean logDatasets = true;
        private String modelArtifactName = "model-metadata";
        private String modelArtifactType = "model";
        private RunOptions runOptions = RunOptions.builder().build();
        private Optional<Run> run = Optional.empty();
        private int parallel = 4;
        private Optional<Path> scratch = Optional.empty();
        private Optional<Settings> settings = Optional.empty();
        private SyncProgress progress = SyncProgress.NONE;

        private Builder() {}

        public Builder fineTuneJobId(String id) {
            fineTuneJobId = Optional.of(id);
            return this;
        }

        public Builder provider(FineTuneProvider value) {
            provider = Optional.of(value);
            return this;
        }

        public Builder numFineTunes(int number) {
            numFineTunes = OptionalInt.of(number);
            return this;
        }

        public Builder selection(JobSelection value) {
            selection = value;
            return this;
        }

        public Builder dryRun(boolean value) {
            dryRun = value;
            return this;
        }

        public Builder watch(boolean value) {
            watch = value;
            return this;
        }

        public Builder project(String name) {
            project = Optional.of(name);
            return this;
        }

        public Builder entity(String name) {
            entity = Optional.of(name);
            return this;
        }

        public Builder overwrite(boolean value) {
            overwrite = value;
            return this;
        }

        public Builder waitForJobSuccess(boolean value) {
            waitForJobSuccess = value;
            return this;
        }

        public Builder waitDeadline(Duration value) {
            waitDeadline = value;
            return this;
        }

        public Builder pollInterval(Duration value) {
            pollInterval = value;
            return this;
        }

        public Builder logDatasets(boolean value) {
            logDatasets = value;
            return this;
        }

        public Builder modelArtifactName(String name) {
            modelArtifactName = name;
            return this;
        }

        public Builder modelArtifactType(String name) {
            modelArtifactType = name;
            return this;
        }

        public Builder runOptions(RunOptions options) {
            runOptions = options;
            return this;
        }

        public Builder run(Run value) {
            run = Optional.of(value);
            return this;
        }

        public Builder parallel(int jobs) {
            parallel = jobs;
            return this;
        }

        public Builder scratch(Path folder) {
            scratch = Optional.of(folder);
            return this;
        }

        public Builder settings(Settings value) {
            settings = Optional.of(value);
            return this;
        }

        public Builder progress(SyncProgress value) {
            progress = value;
            return this;
        }

        /// @throws IllegalArgumentException when a value makes no sense
        public SyncOptions build() {
            return new SyncOptions(
                    fineTuneJobId,
                    provider,
                    numFineTunes,
                    selection,
                    dryRun,
                    watch,
                    project.or(runOptions::project).orElse(DEFAULT_PROJECT),
                    entity.or(runOptions::entity),
                    overwrite,
                    waitForJobSuccess,
                    waitDeadline,
                    pollInterval,
                    logDatasets,
                    modelArtifactName,
                    modelArtifactType,
                    runOptions,
                    run,
                    parallel,
                    scratch,
                    settings,
                    new SerialProgress(progress));
        }

        /// Syncs with these options, see [WandbLogger#sync(SyncOptions)].
        public SyncReport sync() {
            return WandbLogger.sync(build());
        }
    }
}
