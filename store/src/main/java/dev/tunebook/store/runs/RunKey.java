package dev.tunebook.store.runs;

import java.util.Optional;

/// What a filter, an order or a column names.
public sealed interface RunKey {

    /// As the filter language spells it.
    String spelling();

    /// A fixed attribute.
    record Attribute(RunAttribute attribute) implements RunKey {
        @Override
        public String spelling() {
            return attribute.spelling();
        }
    }

    /// A value of the config. The path is tried as a literal key first, then as nested objects.
    record Config(String path) implements RunKey {
        @Override
        public String spelling() {
            return "config." + path;
        }
    }

    /// A value of the summary, found likewise.
    record Summary(String path) implements RunKey {
        @Override
        public String spelling() {
            return "summary_metrics." + path;
        }
    }

    /// What is known of a fine-tune, whoever recorded it.
    record FineTune(String name) implements RunKey {
        @Override
        public String spelling() {
            return "ft." + name;
        }
    }

    /// Something nobody knows: no run has it.
    record Unknown(String spelling) implements RunKey {}

    /// Reads a key in camel or snake case; `config.lr.value` and `config.lr` mean the same.
    static RunKey parse(String text) {
        return under("config.", text)
                .<RunKey>map(Config::new)
                .or(() -> under("summary_metrics.", text)
                        .or(() -> under("summaryMetrics.", text))
                        .or(() -> under("summary.", text))
                        .or(() -> under("keys_info.keys.", text))
                        .map(Summary::new))
                .or(() -> under("ft.", text).map(FineTune::new))
                .or(() -> RunAttribute.of(text).map(Attribute::new))
                .orElseGet(() -> new Unknown(text));
    }

    private static Optional<String> under(String prefix, String text) {
        return text.startsWith(prefix) && text.length() > prefix.length()
                ? Optional.of(text.substring(prefix.length()))
                : Optional.empty();
    }
}
