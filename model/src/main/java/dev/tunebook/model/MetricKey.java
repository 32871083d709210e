package dev.tunebook.model;

/// The name of a logged value. Dots are part of the name; nested objects are addressed with dots as well.
public record MetricKey(String value) {
    private static final NameRule RULE = new NameRule("metric key", 1024, "");

    public MetricKey {
        RULE.check(value);
    }

    /// Whether the name belongs to the protocol (`_step`, `_timestamp`, `_runtime`, `_wandb` …).
    public boolean isReserved() {
        return value.charAt(0) == '_';
    }

    @Override
    public String toString() {
        return value;
    }
}
