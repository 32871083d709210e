package dev.tunebook.server;

/// A setting that is unknown or has a value that cannot be; the message names it and the next step.
public final class SettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    SettingException(String message) {
        super(message);
    }

    SettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
