package dev.tunebook.server.datasets;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.tunebook.finetune.format.Example;
import dev.tunebook.finetune.format.Message;
import dev.tunebook.model.wire.Json;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a row says, as 64-bit hashes to compare rows by.
final class RowText {
    private RowText() {}

    /// Of the whole example, whatever its layout.
    static long exact(Example example) {
        return hash(Json.write(example.raw().tree()));
    }

    /// Of the conversation without system prompts, in lower case, letters and digits only.
    static long normalised(Example example) {
        return hash(conversation(example));
    }

    /// The conversation without system prompts, in lower case, letters and digits only.
    static String conversation(Example example) {
        return plain(turns(example)
                        .filter(message -> !isInstruction(message))
                        .map(message -> message.role() + " " + message.text() + " " + message.toolCalls())
                        .collect(Collectors.joining(" "))
                + other(example));
    }

    /// Of what is asked.
    static long question(Example example) {
        return hash(plain(
                switch (example) {
                    case Example.Completion completion -> completion.prompt();
                    default ->
                        example.messages().stream()
                                .filter(message -> message.role().equals("user"))
                                .map(Message::text)
                                .collect(Collectors.joining(" "));
                }));
    }

    /// Of what is answered.
    static long answer(Example example) {
        return hash(plain(
                switch (example) {
                    case Example.Completion completion -> completion.completion();
                    case Example.Reinforcement task -> task.item().toString();
                    default ->
                        turns(example)
                                .filter(message -> message.role().equals("assistant"))
                                .map(message -> message.text() + message.toolCalls())
                                .collect(Collectors.joining(" "));
                }));
    }

    /// Every message of an example; of a preference both answers too.
    static Stream<Message> turns(Example example) {
        return example instanceof Example.Preference preference
                ? Stream.of(preference.messages(), preference.preferred(), preference.rejected())
                        .flatMap(List::stream)
                : example.messages().stream();
    }

    static boolean isInstruction(Message message) {
        return message.role().equals("system") || message.role().equals("developer");
    }

    private static String other(Example example) {
        return switch (example) {
            case Example.Completion completion -> completion.prompt() + " " + completion.completion();
            case Example.Reinforcement task -> task.item().toString();
            case Example.Unknown unknown -> unknown.raw().text();
            case Example.Chat _, Example.Preference _ -> "";
        };
    }

    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(point -> {
                    if (Character.isLetterOrDigit(point)) {
                        plain.appendCodePoint(point);
                    } else if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
                        plain.append(' ');
                    }
                });
        return plain.toString().strip();
    }

    static long hash(String text) {
        return Hashing.xxh3_64().hashCharsToLong(text);
    }
}
