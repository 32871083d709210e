package dev.tunebook.model;

import java.util.regex.Pattern;

/// A sequence or portfolio of artifact versions within its project.
/// Read leniently (older data holds more than letters), created strictly: see [#isCreatable()].
public record CollectionName(String value) {
    private static final NameRule RULE = new NameRule("artifact name", 512, "/:");
    private static final Pattern CREATABLE = Pattern.compile("[a-zA-Z0-9_\\-.]{1,128}");

    public CollectionName {
        RULE.check(value);
    }

    /// Whether a new collection may get this name: letters, digits, `_`, `-` and `.`, at most 128.
    public boolean isCreatable() {
        return CREATABLE.matcher(value).matches();
    }

    /// A name for a new collection.
    public static CollectionName create(String value) {
        CollectionName name = new CollectionName(value);
        if (!name.isCreatable()) {
            throw RULE.broken(value, "may hold only letters, digits, _ - and . (at most 128)");
        }
        return name;
    }

    @Override
    public String toString() {
        return value;
    }
}
