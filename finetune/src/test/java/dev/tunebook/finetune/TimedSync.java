package dev.tunebook.finetune;

import dev.tunebook.finetune.provider.Sleeper;
import java.time.InstantSource;

/// A sync on a test's own time.
public final class TimedSync {
    private TimedSync() {}

    public static SyncReport sync(SyncOptions options, InstantSource clock, Sleeper sleeper) {
        return WandbLogger.sync(options, clock, sleeper);
    }
}
