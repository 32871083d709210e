package dev.tunebook.finetune.internal;

import dev.tunebook.model.InvalidNameException;
import dev.tunebook.model.MetricKey;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which of a provider's names can be keys of a run. A name that cannot is left out; the raw object is kept
/// anyway.
final class RunKeys {
    private RunKeys() {}

    /// The entries whose names can be keys.
    static <V> Map<String, V> usable(Map<String, V> values) {
        Map<String, V> usable = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (isUsable(key)) {
                usable.put(key, value);
            }
        });
        return usable;
    }

    /// An id of the provider's as part of an artifact's or a file's name.
    static String safe(String id) {
        return id.replaceAll("[^A-Za-z0-9_.-]", "_");
    }

    private static boolean isUsable(String key) {
        try {
            return !new MetricKey(key).isReserved();
        } catch (InvalidNameException e) {
            return false;
        }
    }
}
