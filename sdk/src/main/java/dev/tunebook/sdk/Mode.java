package dev.tunebook.sdk;

import java.util.Locale;
import java.util.Optional;

/// Where a run's data goes.
public enum Mode {
    /// To the server, by way of the local journal.
    ONLINE,
    /// Into the local journal; [Wandb#sync] brings it to a server later.
    OFFLINE,
    /// Nowhere.
    DISABLED;

    /// The mode of a `WANDB_MODE` value; `dryrun` and `run` are the old names. Empty for unknown text.
    static Optional<Mode> parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "online", "run", "shared" -> Optional.of(ONLINE);
            case "offline", "dryrun" -> Optional.of(OFFLINE);
            case "disabled" -> Optional.of(DISABLED);
            default -> Optional.empty();
        };
    }
}
