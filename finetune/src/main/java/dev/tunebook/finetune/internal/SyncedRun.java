package dev.tunebook.finetune.internal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// A job's run as the tracker has it.
///
/// @param url its page
/// @param config its configuration, without the protocol's own entry
/// @param file puts one of its files on local disk; empty when there is none of this name
/// @param byHand asks for the part of the summary that others wrote, which writing the run anew must not lose
public record SyncedRun(
        String url,
        Map<String, JsonNode> config,
        Map<String, JsonNode> summary,
        Function<String, Optional<Path>> file,
        Supplier<Map<String, JsonNode>> byHand) {
    /// Under which key the summary of a run that goes on names the newest event in it.
    static final String FOLLOWED = "tunebook_followed_to";

    /// The id of the newest event in the run of a job that goes on; empty where nobody can go on from there.
    public Optional<String> followedTo() {
        return Optional.ofNullable(summary.get(FOLLOWED))
                .map(id -> id.asString(""))
                .filter(id -> !id.isEmpty());
    }

    /// The last step of the history.
    long lastStep() {
        JsonNode step = summary.get("_step");
        return step == null ? -1 : step.asLong(-1);
    }

    /// What the run was made from; empty when it is incomplete, or another program's.
    public Optional<Fingerprint> fingerprint() {
        return fingerprint(summary);
    }

    static Optional<Fingerprint> fingerprint(Map<String, JsonNode> summary) {
        return Optional.ofNullable(summary.get(Fingerprint.KEY)).flatMap(Fingerprint::parse);
    }
}
