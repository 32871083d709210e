package dev.tunebook.model;

/// A project within its entity: at most 128 characters, without `/`, `\`, `#`, `?`, `%`, `:` and control
/// characters.
public record ProjectName(String value) {
    private static final NameRule RULE = new NameRule("project name", 128, "/\\#?%:");

    public ProjectName {
        RULE.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
