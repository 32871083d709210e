package dev.tunebook.store.rules;

/// A pattern of SQL `LIKE`: `%` is any text, `_` any one character. Matching takes at most pattern times text
/// steps.
record Like(String pattern) {

    boolean matches(String text) {
        int p = 0;
        int t = 0;
        int anyAt = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '%') {
                anyAt = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '_' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (anyAt >= 0) {
                p = anyAt + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '%') {
            p++;
        }
        return p == pattern.length();
    }
}
