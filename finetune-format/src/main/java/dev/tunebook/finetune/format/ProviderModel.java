package dev.tunebook.finetune.format;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What a provider says about a model.
///
/// @param ownedBy `system`, or the organisation that tuned it
/// @param shutdownDate the day its provider ends it, as written: `2027-01-06`
public record ProviderModel(
        String id, Optional<Instant> created, Optional<String> ownedBy, Optional<String> shutdownDate, RawJson raw) {

    /// Reads a model out of an object.
    ///
    /// @throws FormatException `missing_field` without an `id`
    public static ProviderModel of(RawJson raw) {
        ObjectNode model = raw.tree();
        return new ProviderModel(
                Fields.required(raw, "model", "id"),
                Fields.instant(model, "created"),
                Fields.filledText(model, "owned_by"),
                Fields.filledText(model, "shutdown_date"),
                raw);
    }
}
