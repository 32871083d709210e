package dev.tunebook.conformance;

import org.jspecify.annotations.Nullable;

/// What a suite has started, which is less than all of it where it was skipped on the way.
final class Started {
    private Started() {}

    static void close(@Nullable AutoCloseable... started) throws Exception {
        for (AutoCloseable one : started) {
            if (one != null) {
                one.close();
            }
        }
    }
}
