package dev.tunebook.model;

/// The kind of an artifact, such as `model` or `dataset`: without `/` and `:`.
public record ArtifactTypeName(String value) {
    private static final NameRule RULE = new NameRule("artifact type", 128, "/:");

    public ArtifactTypeName {
        RULE.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
