package dev.tunebook.finetune.format;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One hyperparameter: what was asked for and what the job uses.
///
/// @param auto whether the provider was asked to choose: `"auto"` was seen, or Azure's -1
/// @param number the value in use, if it is a number; for an automatic one empty until the job runs
/// @param text the value in use, if it is a text, such as `reasoning_effort` = `medium`
public record Hyperparameter(boolean auto, Optional<Number> number, Optional<String> text) {

    static final Hyperparameter UNSET = new Hyperparameter(false, Optional.empty(), Optional.empty());
    private static final Hyperparameter AUTO = new Hyperparameter(true, Optional.empty(), Optional.empty());

    static Hyperparameter parse(JsonNode value) {
        Optional<Number> number = Numbers.of(value);
        if (number.isPresent()) {
            // No hyperparameter can be -1: Azure writes it where OpenAI writes "auto".
            return number.get().doubleValue() == -1 ? AUTO : new Hyperparameter(false, number, Optional.empty());
        }
        Optional<String> text = Fields.text(value);
        return text.equals(Optional.of("auto")) ? AUTO : new Hyperparameter(false, Optional.empty(), text);
    }

    /// Whether a value is in use.
    public boolean isResolved() {
        return number.isPresent() || text.isPresent();
    }

    /// This value, remembering that another copy or an earlier look said `auto`, and taking its value where
    /// this has
    /// none.
    Hyperparameter or(Hyperparameter other) {
        boolean requestedAuto = auto || other.auto;
        return isResolved()
                ? new Hyperparameter(requestedAuto, number, text)
                : new Hyperparameter(requestedAuto, other.number, other.text);
    }
}
