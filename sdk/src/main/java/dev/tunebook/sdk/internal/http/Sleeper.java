package dev.tunebook.sdk.internal.http;

import java.time.Duration;

/// Waits; injected, so that tests do not.
public interface Sleeper {
    Sleeper REAL = duration -> Thread.sleep(duration.toMillis());

    void sleep(Duration duration) throws InterruptedException;
}
