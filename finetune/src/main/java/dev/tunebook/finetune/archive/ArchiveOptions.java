package dev.tunebook.finetune.archive;

import dev.tunebook.finetune.provider.FineTuneProvider;
import java.nio.file.Path;
import java.util.Optional;

/// What to take, and where to.
///
/// @param account whose fine-tunes they are; a folder that holds another one is refused
/// @param folder is made where it is missing; an archive that is there already is gone on with
/// @param prices a price list: a JSON object with an entry for each model, by its name
/// @param parallel how many jobs to take at once
public record ArchiveOptions(
        FineTuneProvider provider,
        ArchiveAccount account,
        Path folder,
        Optional<Path> prices,
        int parallel,
        ArchiveProgress progress) {

    public ArchiveOptions {
        if (parallel < 1) {
            throw new IllegalArgumentException("parallel is " + parallel + "; it must be 1 or more");
        }
    }
}
