package dev.tunebook.server.storage;

import dev.tunebook.store.blobs.Blob;
import java.util.Optional;

/// What a feature does with bytes that are sent to an address it signed. Such bytes become a blob as soon as they have
/// arrived whole, or wait under an upload id.
public interface Intake {
    /// The first segment of the objects this takes, such as `runs`.
    String kind();

    /// Refuses an object that is closed, before its bytes are read; 403 where it was signed for something that has
    /// been committed since.
    ///
    /// @param object what follows the kind, as it was signed
    void admit(String object);

    /// The upload id under which the bytes of the object wait for a later commit, where they are not to become a blob
    /// by themselves; {@link #arrived} is not called then.
    default Optional<String> waitsAs(String object) {
        return Optional.empty();
    }

    /// The bytes are durable. The same object may come again: a client repeats a request whose answer was lost.
    void arrived(String object, Blob blob);
}
