package dev.tunebook.model.wire;

/// Text that is not the JSON it should be. The message tells where and what was expected, never the text
/// itself, which
/// may hold secrets.
public final class InvalidJsonException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidJsonException(String message) {
        super(message);
    }

    InvalidJsonException(String message, Throwable cause) {
        super(message, cause);
    }

    /// Stable code of this error on the wire and in scripts.
    public String code() {
        return "invalid_json";
    }
}
