package dev.tunebook.server.datasets;

import dev.tunebook.finetune.format.ContentPart;
import dev.tunebook.finetune.format.Example;
import dev.tunebook.finetune.format.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What is wrong with an example that can be read.
final class RowCheck {
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool", "function");
    private static final Set<String> CHAT_KEYS = Set.of("messages", "tools", "functions", "parallel_tool_calls");

    private RowCheck() {}

    /// Stable codes: `unknown_format`, `unknown_role`, `empty_message`, `no_user_message`, `unknown_key`,
    /// `unpaired_tool_call`,
    /// `equal_answers`.
    static List<String> problems(Example example) {
        List<String> problems = new ArrayList<>();
        add(problems, example instanceof Example.Unknown, "unknown_format");
        add(problems, RowText.turns(example).anyMatch(message -> !ROLES.contains(message.role())), "unknown_role");
        add(problems, RowText.turns(example).anyMatch(RowCheck::isEmpty), "empty_message");
        switch (example) {
            case Example.Chat chat -> {
                add(problems, lacksUser(chat), "no_user_message");
                add(
                        problems,
                        chat.raw().tree().propertyStream().anyMatch(member -> !CHAT_KEYS.contains(member.getKey())),
                        "unknown_key");
                add(problems, hasUnansweredCall(chat.messages()), "unpaired_tool_call");
            }
            case Example.Preference preference -> {
                add(problems, lacksUser(preference), "no_user_message");
                add(problems, preference.preferred().equals(preference.rejected()), "equal_answers");
            }
            case Example.Completion completion ->
                add(problems, completion.completion().isBlank(), "empty_message");
            case Example.Reinforcement _, Example.Unknown _ -> {}
        }
        return problems;
    }

    private static void add(List<String> problems, boolean found, String code) {
        if (found) {
            problems.add(code);
        }
    }

    private static boolean lacksUser(Example example) {
        return example.messages().stream().noneMatch(message -> message.role().equals("user"));
    }

    /// Neither text, nor anything else, nor a call.
    private static boolean isEmpty(Message message) {
        return message.toolCalls().isEmpty()
                && message.content().stream()
                        .allMatch(part -> part instanceof ContentPart.Text(var text) && text.isBlank());
    }

    /// The answer to a call must come before the assistant speaks again; the last message may call.
    private static boolean hasUnansweredCall(List<Message> messages) {
        Set<String> open = new HashSet<>();
        for (Message message : messages) {
            if (message.role().equals("assistant") && !open.isEmpty()) {
                return true;
            }
            message.toolCalls().forEach(call -> call.id().ifPresent(open::add));
            message.toolCallId().ifPresent(open::remove);
        }
        return false;
    }
}
