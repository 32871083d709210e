package dev.tunebook.store;

/// Who asks. Authorisation is decided inside the stores from this alone.
public sealed interface Viewer {

    /// Somebody who signed in, or a service account. `administrator` means of the whole server.
    record User(long id, String username, boolean administrator) implements Viewer {}

    /// Work of the server itself, named for errors and logs. It may do everything.
    record SystemTask(String name) implements Viewer {}

    /// Somebody without an account who was given a link: sees what its access token opens, as long as it does.
    record Bearer(long accessTokenId) implements Viewer {}

    /// Nobody in particular; sees what is open to the world, which today is nothing.
    record Anonymous() implements Viewer {}

    /// Whether nobody knows who this is: no account, and not the server itself.
    default boolean isStranger() {
        return switch (this) {
            case User _, SystemTask _ -> false;
            case Bearer _, Anonymous _ -> true;
        };
    }

    static Viewer system(String task) {
        return new SystemTask(task);
    }

    static Viewer anonymous() {
        return new Anonymous();
    }
}
