package dev.tunebook.finetune.format;

import java.util.Locale;

/// The kinds of examples a model is trained on.
public enum DatasetFormat {
    /// A conversation that ends in an answer.
    CHAT,
    /// A conversation with a preferred and a rejected answer (DPO).
    PREFERENCE,
    /// A conversation that ends in a question, with the fields a grader compares answers by (RFT).
    REINFORCEMENT,
    /// The legacy `prompt` and `completion`.
    COMPLETION,
    /// JSON that is no example of any known kind.
    UNKNOWN;

    /// As it is spelled on the wire: lower case.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
