package dev.tunebook.finetune.format;

import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What a provider says when it refuses: the body `{"error": {"message", "type", "param", "code"}}`.
///
/// @param message without anything that looks like a key
public record ProviderError(String message, Optional<String> type, Optional<String> param, Optional<String> code) {

    private static final Pattern KEY = Pattern.compile("\\b(sk|sess|local)-[A-Za-z0-9_*.-]{6,}");

    /// Understands any body: JSON in the usual and in Azure's shape, HTML from the edge, nothing at all.
    public static ProviderError parse(String body) {
        JsonNode error;
        try {
            JsonNode tree = RawJson.parse("answer", body).tree();
            error = tree.has("error") ? tree.path("error") : tree;
        } catch (FormatException e) {
            return new ProviderError(e.message(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        String message =
                Fields.filledText(error, "message").or(() -> Fields.text(error)).orElse("The provider gave no reason");
        return new ProviderError(
                KEY.matcher(message).replaceAll("$1-***"),
                Fields.filledText(error, "type"),
                Fields.filledText(error, "param"),
                Fields.filledText(error, "code"));
    }

    /// Whether asking again cannot help although the status is 429: the account has no credit.
    public boolean isQuotaExhausted() {
        return code.equals(Optional.of("insufficient_quota")) || type.equals(Optional.of("insufficient_quota"));
    }
}
