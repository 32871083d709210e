package dev.tunebook.sdk.internal.artifact;

import dev.tunebook.model.ArtifactAlias;
import java.util.List;

/// What a draft is saved as.
///
/// @param output whether the run made it; otherwise it belongs to the user, and the run uses it
/// @param aliases labels the version gets, `latest` included where wanted
/// @param historyStep the run's step when it was logged
public record SaveOrder(boolean output, List<ArtifactAlias> aliases, long historyStep) {
    public SaveOrder {
        aliases = List.copyOf(aliases);
    }
}
