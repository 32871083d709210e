package dev.tunebook.store.runs;

/// By what runs are sorted. Runs without the key come last either way; ties are broken by storage id.
public record RunOrder(RunKey key, boolean descending) {
    public static final RunOrder OLDEST_FIRST = new RunOrder(new RunKey.Attribute(RunAttribute.CREATED_AT), false);

    /// Reads `+key`, `-key` or `key`.
    public static RunOrder parse(String text) {
        var signed = text.startsWith("+") || text.startsWith("-");
        return new RunOrder(RunKey.parse(signed ? text.substring(1) : text), text.startsWith("-"));
    }
}
