package dev.tunebook.finetune;

import dev.tunebook.finetune.format.FineTuneJob;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Which jobs are meant: those for which everything said here holds.
///
/// @param ids these jobs; all where empty
/// @param states in one of these states, such as `succeeded`; in any where empty
/// @param since created then or later
/// @param until created before
/// @param baseModel made from this model, or from a snapshot of it: `gpt-4o` means `gpt-4o-2024-08-06`
/// @param metadata having these values under these keys
public record JobSelection(
        Set<String> ids,
        Set<String> states,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<String> baseModel,
        Map<String, String> metadata) {

    /// Every job.
    public static final JobSelection ALL =
            new JobSelection(Set.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    public JobSelection {
        ids = Set.copyOf(ids);
        states = Set.copyOf(states);
        metadata = Map.copyOf(metadata);
    }

    /// Whether a job is one of them.
    public boolean takes(FineTuneJob job) {
        return (ids.isEmpty() || ids.contains(job.id()))
                && (states.isEmpty() || states.contains(job.status().name()))
                && since.map(start -> job.createdAt()
                                .filter(at -> !at.isBefore(start))
                                .isPresent())
                        .orElse(true)
                && until.map(end ->
                                job.createdAt().filter(at -> at.isBefore(end)).isPresent())
                        .orElse(true)
                && baseModel.map(name -> isMadeFrom(job.model(), name)).orElse(true)
                && job.metadata().entrySet().containsAll(metadata.entrySet());
    }

    // A snapshot adds its date to the name.
    private static boolean isMadeFrom(String model, String name) {
        return model.equals(name) || model.matches(Pattern.quote(name) + "-\\d.*");
    }
}
