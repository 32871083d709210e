package dev.tunebook.finetune.format;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/// What a provider says about a file it keeps.
///
/// @param filename may be non-ASCII; the id where the provider does not say
/// @param purpose `fine-tune`, `fine-tune-results` ...
/// @param status deprecated by OpenAI; `uploaded`, `processed`, `error`, `pending` ...
public record ProviderFile(
        String id,
        String filename,
        String purpose,
        OptionalLong bytes,
        Optional<Instant> createdAt,
        Optional<Instant> expiresAt,
        Optional<String> status,
        RawJson raw) {

    /// Parses one file object.
    ///
    /// @throws FormatException if the text is not a JSON object or has no `id`
    public static ProviderFile parse(String text) {
        return of(RawJson.parse("file", text));
    }

    /// Reads a file out of an object.
    ///
    /// @throws FormatException `missing_field` without an `id`
    public static ProviderFile of(RawJson raw) {
        ObjectNode file = raw.tree();
        String id = Fields.required(raw, "file", "id");
        return new ProviderFile(
                id,
                Fields.filledText(file, "filename").orElse(id),
                Fields.text(file, "purpose").orElse(""),
                Fields.integer(file, "bytes"),
                Fields.instant(file, "created_at"),
                Fields.instant(file, "expires_at"),
                Fields.filledText(file, "status"),
                raw);
    }
}
