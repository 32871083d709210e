package dev.tunebook.cli;

import org.jspecify.annotations.Nullable;

/// A command could not do what it was asked; the message is all that its user sees.
class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        this(message, null);
    }

    CommandFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
