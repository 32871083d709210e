package dev.tunebook.sdk;

import java.util.Locale;
import java.util.Optional;

/// What to do when a run of the wanted id exists.
public enum Resume {
    /// Continue it; create it where it is missing.
    ALLOW,
    /// Continue it; fail where it is missing.
    MUST,
    /// Fail where it exists.
    NEVER;

    /// The value of a `WANDB_RESUME`; empty for unknown text.
    static Optional<Resume> parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "allow", "auto", "true" -> Optional.of(ALLOW);
            case "must" -> Optional.of(MUST);
            case "never" -> Optional.of(NEVER);
            default -> Optional.empty();
        };
    }
}
