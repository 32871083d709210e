package dev.tunebook.finetune.provider;

import java.time.Duration;

/// How to wait. Passed in, so that no test does.
@FunctionalInterface
public interface Sleeper {
    /// Waits in the calling thread.
    void sleep(Duration duration) throws InterruptedException;

    /// Really waits.
    static Sleeper system() {
        return duration -> Thread.sleep(Math.max(0, duration.toMillis()));
    }
}
