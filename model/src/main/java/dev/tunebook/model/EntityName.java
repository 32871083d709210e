package dev.tunebook.model;

/// The user or team that owns projects: one path segment of at most 128 characters.
public record EntityName(String value) {
    private static final NameRule RULE = new NameRule("entity name", 128, "/\\#?%:");

    public EntityName {
        RULE.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
