package dev.tunebook.store.runs;

/// A key that runs carry.
///
/// @param count how many runs have a value
public record RunColumn(RunKey key, Type type, int count) {
    /// The kind of most values.
    public enum Type {
        NUMBER,
        TEXT,
        BOOLEAN,
        /// Lists, objects, media.
        OTHER
    }
}
