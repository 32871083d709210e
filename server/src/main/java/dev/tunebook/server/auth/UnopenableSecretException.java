package dev.tunebook.server.auth;

/// A sealed secret this server cannot open; the message says why and what to do.
public final class UnopenableSecretException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnopenableSecretException(String message) {
        super(message);
    }
}
