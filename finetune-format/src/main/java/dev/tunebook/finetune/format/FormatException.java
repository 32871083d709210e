package dev.tunebook.finetune.format;

import java.io.Serial;

/// Bytes that are not what they should be. The message names the thing and the next step, never the content
/// of a
/// dataset.
public final class FormatException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String message;

    /// @param code stable, in snake case: `not_json`, `missing_field`, `not_a_results_file`
    FormatException(String code, String message) {
        super(message);
        this.code = code;
        this.message = message;
    }

    /// The stable code of the error.
    public String code() {
        return code;
    }

    /// The message, never null.
    public String message() {
        return message;
    }
}
