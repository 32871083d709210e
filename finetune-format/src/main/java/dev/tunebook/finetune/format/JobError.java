package dev.tunebook.finetune.format;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Why a job failed.
///
/// @param code open set: `invalid_training_file`, `invalid_n_examples`, `deleted_training_file` ...
/// @param param the file it is about: `training_file` or `validation_file`
public record JobError(Optional<String> code, Optional<String> message, Optional<String> param) {

    /// Empty for null, `{}` and an object of nulls: only a code or a message makes an error.
    static Optional<JobError> parse(JsonNode error) {
        Optional<String> code = Fields.filledText(error, "code");
        Optional<String> message = error.isString() ? Fields.text(error) : Fields.filledText(error, "message");
        return code.isPresent() || message.isPresent()
                ? Optional.of(new JobError(code, message, Fields.filledText(error, "param")))
                : Optional.empty();
    }
}
