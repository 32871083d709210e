package dev.tunebook.store.history;

/// What a line can have for a key.
public enum ValueType {
    /// A JSON number, `NaN` or `±Infinity`, bare or as a string.
    NUMBER,
    STRING,
    BOOLEAN,
    NULL,
    LIST,
    /// An object kept whole: an empty one, or one that says its `_type`.
    OBJECT
}
