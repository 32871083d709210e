package dev.tunebook.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.store.Store;
import dev.tunebook.store.memory.MemoryBlobStore;
import dev.tunebook.store.memory.MemoryHistoryStore;
import dev.tunebook.store.memory.MemoryStore;
import dev.tunebook.store.rules.StoreSettings;
import dev.tunebook.store.testkit.ManualClock;
import dev.tunebook.store.testkit.RandomCalls;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same calls on the store in memory and on SQLite have the same answers, refusals included.
class EnginesAgreePropertyTest {
    private static final int CALLS = 1_000;
    private static final int SHOWN = 15;

    @TempDir
    private Path data;

    @Test
    void everyCallHasTheSameAnswer() {
        long seed = Long.getLong("seed", System.nanoTime());
        var clock = new ManualClock(Instant.parse("2026-11-25T04:00:00Z"));
        try (var memory = MemoryStore.open(settings(clock), new MemoryBlobStore(clock), MemoryHistoryStore::new);
                var sql = SqlStore.open(data, settings(clock), MemoryHistoryStore::new)) {
            var calls = new RandomCalls(new SplittableRandom(seed));
            var done = new ArrayDeque<String>();
            for (int i = 0; i < CALLS; i++) {
                var call = calls.next();
                var expected = call.answer(memory);
                done.add(call.name() + " -> " + expected);
                if (done.size() > SHOWN) {
                    done.removeFirst();
                }
                assertThat(call.answer(sql))
                        .as("call %d with -Dseed=%d, after %s", i, seed, String.join("\n", done))
                        .isEqualTo(expected);
                calls.learn(expected);
                clock.advance(Duration.ofMillis(i % 3 * 500L));
            }
            assertThat(complaints(sql))
                    .as("seed %d", seed)
                    .isEqualTo(complaints(memory))
                    .isEqualTo("[]");
        }
    }

    private static String complaints(Store store) {
        return store.check().toString();
    }

    private static StoreSettings settings(ManualClock clock) {
        return new StoreSettings(clock, new SplittableRandom(7), Set.of("login"));
    }
}
