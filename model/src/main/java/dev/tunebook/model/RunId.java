package dev.tunebook.model;

/// A run within its project (W&B's `Run.name`): path-safe, at most 128 characters, none of `: ; , # ? / '` or
/// a backslash.
public record RunId(String value) {
    private static final NameRule RULE = new NameRule("run id", 128, ":;,#?/'\\");

    public RunId {
        RULE.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
