package dev.tunebook.sdk.internal.http;

import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads the reason out of a refusal: `errors[].message`, `error` or `error.message`.
public final class ErrorBody {
    private static final int SHOWN = 200;

    private ErrorBody() {}

    /// The exception for this reply, which is consumed.
    public static ApiException exception(HttpCall call, HttpReply reply) {
        String reason = reason(reply.bytes()).orElse("no reason given");
        return new ApiException(
                reply.status(), call.place() + " answered " + reply.status() + ": " + reason + hint(reply.status()));
    }

    static Optional<String> reason(byte[] body) {
        try {
            JsonNode node = Json.parse(body);
            List<String> messages = new ArrayList<>();
            node.path("errors")
                    .values()
                    .forEach(error -> Json.text(error.get("message")).ifPresent(messages::add));
            Json.text(node.get("error")).ifPresent(messages::add);
            Json.text(node.path("error").get("message")).ifPresent(messages::add);
            return messages.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", messages));
        } catch (InvalidJsonException notJson) {
            String text = new String(body, StandardCharsets.UTF_8).strip();
            boolean readable = !text.isEmpty() && !text.startsWith("<");
            return readable ? Optional.of(text.substring(0, Math.min(SHOWN, text.length()))) : Optional.empty();
        }
    }

    private static String hint(int status) {
        return switch (status) {
            case 401 -> "; log in with Wandb.login or set WANDB_API_KEY";
            case 403 -> "; ask for access to this entity";
            default -> "";
        };
    }
}
