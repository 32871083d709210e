package dev.tunebook.model;

/// A name that breaks its rule. The message names the kind of name, the value, the rule, and what to do.
public final class InvalidNameException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 100;

    private final String noun;

    InvalidNameException(String noun, String value, String rule) {
        super("%s \"%s\" is not allowed: it %s; choose another name".formatted(noun, shown(value), rule));
        this.noun = noun;
    }

    /// What was being named, for instance `run id`.
    public String noun() {
        return noun;
    }

    /// Stable code of this error on the wire and in scripts.
    public String code() {
        return "invalid_name";
    }

    private static String shown(String value) {
        String printable = value.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= SHOWN ? printable : printable.substring(0, SHOWN) + "…";
    }
}
