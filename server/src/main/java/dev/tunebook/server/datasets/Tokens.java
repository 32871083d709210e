package dev.tunebook.server.datasets;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.tunebook.finetune.format.Example;
import dev.tunebook.finetune.format.Message;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Counts the tokens of examples as chat models see them: the text, three for each message and three to begin the
/// answer, as OpenAI describes it. Pictures are not counted.
final class Tokens {
    /// The encoding of the models since GPT-4o.
    static final String ENCODING = "o200k_base";

    private static final int PER_MESSAGE = 3;
    private static final int PER_ANSWER = 3;

    /// @param all of the row, each answer of a preference counted
    /// @param trained those of answers the model learns from
    record Count(long all, long trained) {}

    private Tokens() {}

    static Count of(Example example) {
        return switch (example) {
            case Example.Chat chat ->
                new Count(
                        messages(chat.messages()) + tools(chat),
                        messages(chat.messages().stream()
                                        .filter(Tokens::isTrained)
                                        .toList())
                                - PER_ANSWER);
            case Example.Preference preference -> {
                long preferred = messages(preference.preferred());
                long rejected = messages(preference.rejected());
                yield new Count(
                        messages(preference.messages()) + preferred + rejected + tools(preference),
                        preferred + rejected);
            }
            case Example.Reinforcement task -> new Count(messages(task.messages()) + tools(task), 0);
            case Example.Completion completion -> {
                long answer = text(completion.completion());
                yield new Count(text(completion.prompt()) + answer, answer);
            }
            case Example.Unknown unknown -> new Count(messages(unknown.messages()), 0);
        };
    }

    private static boolean isTrained(Message message) {
        return message.role().equals("assistant")
                && message.weight().map(Number::doubleValue).orElse(1.0) > 0;
    }

    private static long tools(Example example) {
        return example.tools().stream()
                .map(JsonNode::toString)
                .mapToLong(Tokens::text)
                .sum();
    }

    private static long messages(List<Message> messages) {
        return PER_ANSWER + messages.stream().mapToLong(Tokens::message).sum();
    }

    private static long message(Message message) {
        return PER_MESSAGE
                + text(message.role())
                + text(message.text())
                + message.name().map(name -> 1 + text(name)).orElse(0L)
                + message.toolCalls().stream()
                        .mapToLong(call -> text(call.name()) + text(call.arguments()))
                        .sum();
    }

    static long text(String text) {
        return text.isEmpty() ? 0 : Loaded.ENCODING.countTokensOrdinary(text);
    }

    /// Loaded with the first text: a server that never sees a data file does without its tables.
    private static final class Loaded {
        static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }
}
