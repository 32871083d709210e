package dev.tunebook.sdk.error;

import org.jspecify.annotations.Nullable;

/// No usable answer came: the network, the disk, or an answer that is not what it should be.
public final class TransportException extends WandbException {
    private static final long serialVersionUID = 1L;

    public TransportException(String message, @Nullable Throwable cause) {
        super("transport", message, cause);
    }
}
