package dev.tunebook.sandbox;

import dev.tunebook.model.wire.Json;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// An error of the provider, with the body it sends.
final class Refusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    private Refusal(Answer answer, String message) {
        super(message, null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }

    static Refusal of(int status, String message, @Nullable String param, @Nullable String code) {
        return new Refusal(Answer.json(status, body(message, param, code)), message);
    }

    static Refusal badRequest(String message, @Nullable String param) {
        return of(400, message, param, null);
    }

    static Refusal noJob(String id) {
        return of(404, "Could not find fine tune: " + id, "fine_tune_id", "fine_tune_not_found");
    }

    static Refusal noModel(String name) {
        return of(404, "The model '" + name + "' does not exist", "model", "model_not_found");
    }

    /// The files endpoints say everything twice.
    static Refusal noFile(String id) {
        String message = "No such File object: " + id;
        ObjectNode body = body(message, "id", null);
        body.putObject("detail").put("message", message).putNull("code");
        return new Refusal(Answer.json(404, body), message);
    }

    static Refusal unauthorized(String message) {
        return of(401, message, null, "invalid_api_key");
    }

    static ObjectNode body(String message, @Nullable String param, @Nullable String code) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("message", message)
                .put("type", "invalid_request_error")
                .put("param", param)
                .put("code", code);
        return body;
    }
}
