package dev.tunebook.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Copies that keep the order of insertion, which the maps of the JDK's `Map.copyOf` do not.
final class Values {
    private Values() {}

    static <V> Map<String, V> copyOf(Map<String, V> values) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static <V> Map<String, V> overlay(Map<String, V> below, Map<String, V> above) {
        Map<String, V> both = new LinkedHashMap<>(below);
        both.putAll(above);
        return Collections.unmodifiableMap(both);
    }
}
