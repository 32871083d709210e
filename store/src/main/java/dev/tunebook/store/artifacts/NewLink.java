package dev.tunebook.store.artifacts;

import java.util.List;
import java.util.Optional;

/// A link to make.
///
/// @param portfolioId selects the portfolio where given; else the names do
/// @param entity the viewer's default entity where empty
public record NewLink(
        long artifactId,
        Optional<Long> portfolioId,
        Optional<String> entity,
        Optional<String> project,
        Optional<String> portfolio,
        List<String> aliases) {
    public NewLink {
        aliases = List.copyOf(aliases);
    }
}
