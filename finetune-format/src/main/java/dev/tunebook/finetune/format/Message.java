package dev.tunebook.finetune.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// One message of a conversation.
///
/// @param role open: `system`, `developer`, `user`, `assistant`, `tool`, `function` ...
/// @param content its parts; none for an assistant message that only calls tools
/// @param weight 0 means the model is not trained on this message
/// @param toolCallId of a tool message: the call it answers
public record Message(
        String role,
        List<ContentPart> content,
        List<ToolCall> toolCalls,
        Optional<Number> weight,
        Optional<String> name,
        Optional<String> toolCallId) {

    public Message {
        content = List.copyOf(content);
        toolCalls = List.copyOf(toolCalls);
    }

    static Message of(JsonNode message) {
        return new Message(
                Fields.text(message, "role").orElse("unknown"),
                content(message),
                ToolCall.of(message),
                Numbers.of(message.path("weight")),
                Fields.text(message, "name"),
                Fields.text(message, "tool_call_id"));
    }

    static List<Message> listOf(JsonNode messages) {
        List<Message> found = new ArrayList<>();
        for (JsonNode message : messages) {
            if (message.isObject()) {
                found.add(of(message));
            }
        }
        return List.copyOf(found);
    }

    private static List<ContentPart> content(JsonNode message) {
        JsonNode content = message.path("content");
        List<ContentPart> parts = new ArrayList<>();
        if (content.isArray()) {
            content.forEach(part -> parts.add(ContentPart.of(part)));
        } else if (content.isObject() || Fields.text(content).isPresent()) {
            parts.add(content.isObject() ? ContentPart.of(content) : new ContentPart.Text(content.asString()));
        } else {
            Fields.text(message, "refusal").ifPresent(refusal -> parts.add(new ContentPart.Text(refusal)));
        }
        return parts;
    }

    /// The text of all parts, one to a line; empty when there is none.
    public String text() {
        return content.stream()
                .flatMap(part -> part instanceof ContentPart.Text text ? Stream.of(text.text()) : Stream.empty())
                .collect(Collectors.joining("\n"));
    }

    /// The images among the parts.
    public List<ContentPart.Image> images() {
        return content.stream()
                .flatMap(part -> part instanceof ContentPart.Image image ? Stream.of(image) : Stream.empty())
                .toList();
    }

    /// What a reader should see in a table cell: the text, then the tool calls, one to a line.
    public String rendered() {
        return Stream.concat(
                        Stream.of(text()).filter(text -> !text.isEmpty()),
                        toolCalls.stream().map(ToolCall::toString))
                .collect(Collectors.joining("\n"));
    }
}
