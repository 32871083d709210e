package dev.tunebook.finetune;

import dev.tunebook.finetune.openai.OpenAiProvider;
import dev.tunebook.finetune.provider.FineTuneProvider;
import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.finetune.provider.Sleeper;
import dev.tunebook.sdk.Mode;
import dev.tunebook.sdk.Settings;
import dev.tunebook.sdk.error.InvalidInputException;
import java.time.InstantSource;

/// Records fine-tuning jobs as runs.
///
/// ```java
/// SyncReport report = WandbLogger.sync();
/// System.out.println(report);
///
/// WandbLogger.builder().fineTuneJobId("ftjob-abc123").entity("my-team").sync();
/// ```
///
/// The provider's address and key come from `OPENAI_*`, the tracker's from `WANDB_*`, unless they are given.
/// A job whose run is as it should be costs a few reading requests; a job that has not ended is followed
/// until it has.
public final class WandbLogger {
    private WandbLogger() {}

    /// Syncs every job that is not recorded as it stands, with the defaults of [SyncOptions].
    public static SyncReport sync() {
        return sync(SyncOptions.defaults());
    }

    /// Syncs the jobs these options choose, oldest first. A job that cannot be recorded is reported and
    /// touches no other.
    ///
    /// @throws InvalidInputException when the key's user may not write to the entity; nothing was written
    /// @throws ProviderException when the list of jobs cannot be had
    /// @throws IllegalArgumentException when no provider is given and the environment names none, or the
    /// tracker is offline
    public static SyncReport sync(SyncOptions options) {
        return sync(options, InstantSource.system(), Sleeper.system());
    }

    /// Options to be named one by one, ending in `sync()`.
    public static SyncOptions.Builder builder() {
        return SyncOptions.builder();
    }

    static SyncReport sync(SyncOptions options, InstantSource clock, Sleeper sleeper) {
        FineTuneProvider provider = options.provider().orElseGet(OpenAiProvider::fromEnvironment);
        Settings settings = options.settings().orElseGet(Settings::load);
        if (settings.mode() != Mode.ONLINE) {
            throw new IllegalArgumentException(
                    "A sync compares jobs with the runs on the server, so it needs one: set WANDB_MODE=online, it is "
                            + settings.mode());
        }
        return new Sync(options, provider, settings, clock, sleeper).run();
    }
}
