package dev.tunebook.model;

import java.util.regex.Pattern;

/// A tag of an artifact version or collection: words of letters, digits, `_` and `-`, separated by blanks; at
/// most 128.
public record ArtifactTag(String value) {
    private static final NameRule RULE = new NameRule("artifact tag", 128, "");
    private static final Pattern WORDS = Pattern.compile("[-\\w]+( +[-\\w]+)*", Pattern.UNICODE_CHARACTER_CLASS);

    public ArtifactTag {
        RULE.check(value);
        if (!WORDS.matcher(value).matches()) {
            throw RULE.broken(value, "may hold only letters, digits, _ and -, and single words separated by blanks");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
