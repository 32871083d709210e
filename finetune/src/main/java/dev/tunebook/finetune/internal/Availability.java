package dev.tunebook.finetune.internal;

/// Whether the content of a provider's file can be had.
public enum Availability {
    /// It lies on the shelf.
    HERE,
    /// Deleted, or closed to this key: asking again gives the same answer.
    GONE,
    /// The provider is in trouble: a later sync may find it.
    UNREACHABLE,
    /// Nobody asked for it.
    UNWANTED
}
