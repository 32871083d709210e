package dev.tunebook.server.providers;

/// A sealed key this server cannot open; the message says why and what to do.
public final class UnopenableKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnopenableKeyException(String message) {
        super(message);
    }
}
