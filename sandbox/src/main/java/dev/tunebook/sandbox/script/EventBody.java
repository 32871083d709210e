package dev.tunebook.sandbox.script;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/// What an event says.
///
/// @param type empty: the key is left out
/// @param data an object or null
public record EventBody(String level, Optional<String> type, String message, JsonNode data) {

    /// A message without data.
    public static EventBody message(String level, String message) {
        return new EventBody(level, Optional.of("message"), message, NullNode.getInstance());
    }
}
