package dev.tunebook.finetune.openai;

import dev.tunebook.finetune.provider.ProviderException;
import java.time.Duration;
import java.util.Optional;

/// One request that did not give what was asked for.
final class FailedAttempt extends Exception {
    private static final long serialVersionUID = 1L;

    private final ProviderException reason;
    private final boolean worthRepeating;
    private final boolean limited;
    private final transient Optional<Duration> requestedPause;

    /// @param limited whether the service takes no more requests for now
    /// @param requestedPause how long the service asks to stay away
    FailedAttempt(
            ProviderException reason, boolean worthRepeating, boolean limited, Optional<Duration> requestedPause) {
        super(reason);
        this.reason = reason;
        this.worthRepeating = worthRepeating;
        this.limited = limited;
        this.requestedPause = requestedPause;
    }

    ProviderException reason() {
        return reason;
    }

    boolean isWorthRepeating() {
        return worthRepeating;
    }

    /// Whether other requests would fail alike: the service limits how many it takes, or says when to come back.
    boolean isForAll() {
        return limited || requestedPause.isPresent();
    }

    Optional<Duration> requestedPause() {
        return requestedPause;
    }
}
