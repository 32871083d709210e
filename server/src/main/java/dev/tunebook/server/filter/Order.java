package dev.tunebook.server.filter;

import java.util.Optional;

/// What an `order` argument asks for: a key with an optional sign, in either spelling.
///
/// @param key in snake case, without the sign
public record Order(String key, boolean descending) {

    /// The order wanted, or else this one.
    public static Order parse(Optional<String> text, String otherwise) {
        String wanted = text.map(String::trim).filter(given -> !given.isEmpty()).orElse(otherwise);
        boolean descending = wanted.startsWith("-");
        String key = descending || wanted.startsWith("+") ? wanted.substring(1) : wanted;
        return new Order(key.replace("At", "_at"), descending);
    }
}
