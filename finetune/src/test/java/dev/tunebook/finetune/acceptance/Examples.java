package dev.tunebook.finetune.acceptance;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Small data files.
final class Examples {
    private Examples() {}

    /// Conversations of three messages, a line each.
    static String chat(int rows) {
        return IntStream.rangeClosed(1, rows)
                .mapToObj(i -> ("{\"messages\":[{\"role\":\"system\",\"content\":\"Answer briefly.\"},"
                                + "{\"role\":\"user\",\"content\":\"Question %d?\"},"
                                + "{\"role\":\"assistant\",\"content\":\"Answer %d.\"}]}")
                        .formatted(i, i))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
