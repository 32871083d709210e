package dev.tunebook.sandbox.demo;

import dev.tunebook.model.wire.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the messages of an example.
final class Chat {

    private final ArrayNode messages = Json.array();
    private int calls;

    Chat say(String role, String content) {
        messages.addObject().put("role", role).put("content", content);
        return this;
    }

    /// The assistant calls a tool, and the tool answers.
    Chat call(String tool, ObjectNode arguments, ObjectNode answer) {
        String id = "call_" + ++calls;
        ObjectNode message = messages.addObject().put("role", "assistant");
        message.putArray("tool_calls")
                .addObject()
                .put("id", id)
                .put("type", "function")
                .putObject("function")
                .put("name", tool)
                .put("arguments", Json.write(arguments));
        messages.addObject().put("role", "tool").put("tool_call_id", id).put("content", Json.write(answer));
        return this;
    }

    ArrayNode messages() {
        return messages;
    }

    ObjectNode example() {
        ObjectNode example = Json.object();
        example.set("messages", messages);
        return example;
    }
}
