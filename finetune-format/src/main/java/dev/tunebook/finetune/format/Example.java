package dev.tunebook.finetune.format;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One example of a dataset, with the object it was read from.
public sealed interface Example {

    /// The example as it was written.
    RawJson raw();

    /// Its kind.
    DatasetFormat format();

    /// The conversation: of a preference its input, of a completion none.
    List<Message> messages();

    /// The tools the assistant may call, as written; empty when there are none.
    default List<JsonNode> tools() {
        JsonNode tree = raw().tree();
        JsonNode tools =
                tree.path("input").path("tools").isArray() ? tree.path("input").path("tools") : tree.path("tools");
        JsonNode found = tools.isArray() ? tools : tree.path("functions");
        return List.copyOf(found.values());
    }

    /// The first message of a role, such as `system`.
    default Optional<Message> first(String role) {
        return messages().stream()
                .filter(message -> message.role().equals(role))
                .findFirst();
    }

    /// The last message of a role, such as `assistant`.
    default Optional<Message> last(String role) {
        Predicate<Message> wanted = message -> message.role().equals(role);
        return messages().stream().filter(wanted).reduce((earlier, later) -> later);
    }

    /// Supervised: `messages` ending in an answer.
    record Chat(List<Message> messages, RawJson raw) implements Example {
        @Override
        public DatasetFormat format() {
            return DatasetFormat.CHAT;
        }
    }

    /// Preference: an input and two answers.
    record Preference(List<Message> messages, List<Message> preferred, List<Message> rejected, RawJson raw)
            implements Example {
        @Override
        public DatasetFormat format() {
            return DatasetFormat.PREFERENCE;
        }
    }

    /// Reinforcement: `messages` ending in a question.
    ///
    /// @param item every other field but `tools`: what the grader knows as `item`
    record Reinforcement(List<Message> messages, Map<String, JsonNode> item, RawJson raw) implements Example {
        @Override
        public DatasetFormat format() {
            return DatasetFormat.REINFORCEMENT;
        }
    }

    /// Legacy: a text and how it goes on.
    record Completion(String prompt, String completion, RawJson raw) implements Example {
        @Override
        public DatasetFormat format() {
            return DatasetFormat.COMPLETION;
        }

        @Override
        public List<Message> messages() {
            return List.of();
        }
    }

    /// An object of another kind; its messages if it has any.
    record Unknown(List<Message> messages, RawJson raw) implements Example {
        @Override
        public DatasetFormat format() {
            return DatasetFormat.UNKNOWN;
        }
    }

    /// Recognises an example by its fields.
    static Example of(RawJson raw) {
        ObjectNode tree = raw.tree();
        JsonNode preferred = firstOf(tree, "preferred_output", "preferred_completion");
        JsonNode rejected = firstOf(tree, "non_preferred_output", "non_preferred_completion");
        if (preferred.isContainer() && rejected.isContainer()) {
            return new Preference(
                    Message.listOf(tree.path("input").path("messages")), answers(preferred), answers(rejected), raw);
        }
        List<Message> messages = Message.listOf(tree.path("messages"));
        if (!messages.isEmpty()) {
            return ofMessages(messages, raw);
        }
        JsonNode prompt = tree.path("prompt");
        JsonNode completion = tree.path("completion");
        return prompt.isString() && completion.isString()
                ? new Completion(prompt.stringValue(), completion.stringValue(), raw)
                : new Unknown(messages, raw);
    }

    private static Example ofMessages(List<Message> messages, RawJson raw) {
        String lastRole = messages.get(messages.size() - 1).role();
        if (lastRole.equals("assistant")) {
            return new Chat(messages, raw);
        }
        Set<String> notItem = Set.of("messages", "tools", "functions", "parallel_tool_calls");
        Map<String, JsonNode> item = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : raw.tree().properties()) {
            if (!notItem.contains(field.getKey())) {
                item.put(field.getKey(), field.getValue());
            }
        }
        return lastRole.equals("user") || lastRole.equals("developer")
                ? new Reinforcement(messages, Collections.unmodifiableMap(item), raw)
                : new Unknown(messages, raw);
    }

    private static JsonNode firstOf(ObjectNode tree, String name, String otherName) {
        return tree.has(name) ? tree.path(name) : tree.path(otherName);
    }

    private static List<Message> answers(JsonNode output) {
        return output.isObject() ? List.of(Message.of(output)) : Message.listOf(output);
    }
}
