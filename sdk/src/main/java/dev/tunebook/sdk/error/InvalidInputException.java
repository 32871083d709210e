package dev.tunebook.sdk.error;

import org.jspecify.annotations.Nullable;

/// The caller gave something that cannot be: nothing was sent.
public final class InvalidInputException extends WandbException {
    private static final long serialVersionUID = 1L;

    public InvalidInputException(String message) {
        this(message, null);
    }

    public InvalidInputException(String message, @Nullable Throwable cause) {
        super("invalid_input", message, cause);
    }
}
