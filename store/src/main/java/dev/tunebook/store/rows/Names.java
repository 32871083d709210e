package dev.tunebook.store.rows;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/// How names compare.
public final class Names {
    /// How engines sort by name. Unlike the order of `String`, it puts characters beyond the first 65,536 last, as
    /// bytes of UTF-8 do.
    public static final Comparator<String> BY_CODE_POINT =
            Comparator.comparing(name -> name.codePoints().toArray(), Arrays::compare);

    private Names() {}

    /// For names whose case does not count.
    public static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
