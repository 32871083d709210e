package dev.tunebook.store.rows;

import java.util.Locale;

/// How names compare where case does not count.
public final class Names {
    private Names() {}

    public static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
