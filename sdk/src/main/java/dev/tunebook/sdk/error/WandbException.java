package dev.tunebook.sdk.error;

import org.jspecify.annotations.Nullable;

/// Anything the SDK reports. Each has a stable [#code()]; messages never hold secrets.
public abstract sealed class WandbException extends RuntimeException
        permits InvalidInputException, ApiException, TransportException {
    private static final long serialVersionUID = 1L;

    private final String code;

    WandbException(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /// Stable name of the kind of error, such as `not_found`.
    public String code() {
        return code;
    }
}
