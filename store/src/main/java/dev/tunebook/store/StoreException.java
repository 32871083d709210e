package dev.tunebook.store;

/// Why a store did not do what it was asked. Messages name the thing, the value and the next step, never a secret.
public abstract sealed class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    private StoreException(String code, String message) {
        super(message);
        this.code = code;
    }

    /// Stable, in snake case, for programs; the message is for people.
    public String code() {
        return code;
    }

    /// The thing does not exist, or the viewer may not know that it does.
    public static final class NotFound extends StoreException {
        private static final long serialVersionUID = 1L;

        public NotFound(String message) {
            super("not_found", message);
        }
    }

    /// The thing was here and was deleted; its name is not given out again.
    public static final class Gone extends StoreException {
        private static final long serialVersionUID = 1L;

        public Gone(String message) {
            super("gone", message);
        }
    }

    /// The request contradicts what stands: a taken name, a pending artifact, a forbidden change of state.
    public static final class Conflict extends StoreException {
        private static final long serialVersionUID = 1L;

        public Conflict(String code, String message) {
            super(code, message);
        }
    }

    /// The viewer may see the thing but not do this to it.
    public static final class Denied extends StoreException {
        private static final long serialVersionUID = 1L;

        public Denied(String message) {
            super("denied", message);
        }
    }

    /// The request itself is wrong: a name that may not be, a cursor nobody gave.
    public static final class Invalid extends StoreException {
        private static final long serialVersionUID = 1L;

        public Invalid(String code, String message) {
            super(code, message);
        }
    }

    /// Temporarily impossible; the same request may succeed later.
    public static final class Busy extends StoreException {
        private static final long serialVersionUID = 1L;

        public Busy(String message) {
            super("busy", message);
        }
    }

    /// No space left on the device, or a quota is used up. Nothing was changed; works again when there is space.
    public static final class Full extends StoreException {
        private static final long serialVersionUID = 1L;

        public Full(String message) {
            super("storage_full", message);
        }
    }
}
