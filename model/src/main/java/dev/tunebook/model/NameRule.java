package dev.tunebook.model;

/// The checks all names share: not blank, not too long, one path segment, no control characters, none of some
/// characters.
record NameRule(String noun, int longest, String forbidden) {

    String check(String value) {
        if (value.isBlank()) {
            throw broken(value, "must not be blank");
        }
        if (value.length() > longest) {
            throw broken(value, "has " + value.length() + " characters, at most " + longest + " are allowed");
        }
        if (value.equals(".") || value.equals("..")) {
            throw broken(value, "must not be a relative folder");
        }
        if (!value.strip().equals(value)) {
            throw broken(value, "must not start or end with white space");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c)) {
                throw broken(value, "must not contain control characters");
            }
            if (forbidden.indexOf(c) >= 0) {
                throw broken(value, "must not contain any of " + String.join(" ", forbidden.split("")));
            }
        }
        return value;
    }

    InvalidNameException broken(String value, String rule) {
        return new InvalidNameException(noun, value, rule);
    }
}
