package dev.tunebook.finetune.provider;

import java.util.Optional;

/// A fine-tuning service that refused a request, answered something unreadable, or could not be reached.
///
/// The message is written here from the status and the codes. It never repeats the service's own text, which
/// may quote a key or a line of training data.
public final class ProviderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What a caller can do about it.
    public enum Kind {
        /// No key, or a wrong one: mend the settings.
        UNAUTHENTICATED,
        /// The key may not do this.
        DENIED,
        /// No such job or file, or deleted.
        NOT_FOUND,
        /// Asking again later may help: limits, server errors, broken connections, unreadable answers.
        TRANSIENT,
        /// The service says the request itself is wrong.
        REJECTED;

        /// What an HTTP status other than success means.
        public static Kind ofStatus(int status) {
            switch (status) {
                case 401:
                    return UNAUTHENTICATED;
                case 403:
                    return DENIED;
                case 404, 410:
                    return NOT_FOUND;
                case 408, 409, 425, 429:
                    return TRANSIENT;
                default:
                    return status >= 500 ? TRANSIENT : REJECTED;
            }
        }
    }

    private final Kind kind;
    private final transient Optional<String> requestId;

    /// @param requestId what the service's support asks for
    public ProviderException(Kind kind, String message, Optional<String> requestId, Optional<Throwable> cause) {
        super(message, cause.orElse(null));
        this.kind = kind;
        this.requestId = requestId;
    }

    /// What went wrong, as far as it decides what to do.
    public Kind kind() {
        return kind;
    }

    /// The service's id of the request, where it gave one.
    public Optional<String> requestId() {
        return requestId;
    }

    /// Stable code of this error in reports and scripts, such as `provider_not_found`.
    public String code() {
        return "provider_" + kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    /// Whether asking for the same thing again will give the same answer: it is gone, or closed to this key.
    public boolean isPermanent() {
        return kind != Kind.TRANSIENT;
    }
}
