package dev.tunebook.finetune.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A function the assistant wants called.
///
/// @param id empty for the deprecated `function_call`
/// @param arguments JSON in a string, as the model would write it; not checked
public record ToolCall(Optional<String> id, String name, String arguments) {

    static List<ToolCall> of(JsonNode message) {
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode call : message.path("tool_calls")) {
            calls.add(of(Fields.text(call, "id"), call.path("function")));
        }
        if (message.path("function_call").isObject()) {
            calls.add(of(Optional.empty(), message.path("function_call")));
        }
        return List.copyOf(calls);
    }

    private static ToolCall of(Optional<String> id, JsonNode function) {
        JsonNode arguments = function.path("arguments");
        return new ToolCall(
                id,
                Fields.text(function, "name").orElse(""),
                arguments.isContainer()
                        ? arguments.toString()
                        : Fields.text(arguments).orElse(""));
    }

    /// As a call reads in a program: `get_weather({"city":"Oslo"})`.
    @Override
    public String toString() {
        return name + "(" + arguments + ")";
    }
}
