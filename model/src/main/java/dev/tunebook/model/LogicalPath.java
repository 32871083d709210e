package dev.tunebook.model;

/// The path of a file within a run or an artifact: relative, with forward slashes, never leading out.
/// A name and not a place: stores key by it, and never open a file of that path. Ordered by code point, as the
/// manifest digest asks.
public record LogicalPath(String value) implements Comparable<LogicalPath> {
    private static final String NOUN = "file path";
    private static final int LONGEST = 4096;

    public LogicalPath {
        value = value.startsWith("./") ? value.substring(2) : value;
        String rule = brokenRule(value);
        if (!rule.isEmpty()) {
            throw new InvalidNameException(NOUN, value, rule);
        }
    }

    /// This path below a folder.
    public LogicalPath below(String folder) {
        return new LogicalPath(folder + "/" + value);
    }

    /// The last segment.
    public String fileName() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    private static String brokenRule(String value) {
        if (value.isEmpty() || value.length() > LONGEST) {
            return "must have 1 to " + LONGEST + " characters";
        }
        if (value.charAt(0) == '/' || value.charAt(0) == '\\' || isDrive(value)) {
            return "must be relative";
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            return "must not contain control characters";
        }
        for (String segment : value.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".")) {
                return "must not have empty segments";
            }
        }
        for (String segment : value.split("[/\\\\]", -1)) {
            if (segment.equals("..")) {
                return "must not lead out with ..";
            }
        }
        return "";
    }

    private static boolean isDrive(String value) {
        return value.length() > 2
                && Character.isLetter(value.charAt(0))
                && value.charAt(1) == ':'
                && (value.charAt(2) == '/' || value.charAt(2) == '\\');
    }

    @Override
    public int compareTo(LogicalPath other) {
        int shared = Math.min(value.length(), other.value.length());
        for (int i = 0; i < shared; i++) {
            char mine = value.charAt(i);
            char its = other.value.charAt(i);
            if (mine != its) {
                return Integer.compare(rank(mine), rank(its));
            }
        }
        return Integer.compare(value.length(), other.value.length());
    }

    /// Surrogates stand for code points above every other character.
    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }

    @Override
    public String toString() {
        return value;
    }
}
