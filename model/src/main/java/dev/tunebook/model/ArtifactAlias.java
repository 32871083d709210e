package dev.tunebook.model;

import java.util.OptionalInt;

/// A label that points at one version of a collection: `latest`, an alias of one's own, or the implicit `vN`.
public record ArtifactAlias(String value) {
    private static final NameRule RULE = new NameRule("artifact alias", 512, "/:");
    private static final int LONGEST_INDEX = 9;

    public static final ArtifactAlias LATEST = new ArtifactAlias("latest");

    public ArtifactAlias {
        RULE.check(value);
    }

    /// The implicit alias of the version with this index, counted from 0.
    public static ArtifactAlias version(int index) {
        return new ArtifactAlias("v" + index);
    }

    /// The index N of the implicit alias `vN`; empty for every other alias.
    public OptionalInt versionIndex() {
        boolean version = value.length() > 1
                && value.length() <= LONGEST_INDEX + 1
                && value.charAt(0) == 'v'
                && value.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
        return version ? OptionalInt.of(Integer.parseInt(value.substring(1))) : OptionalInt.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
