package dev.tunebook.finetune.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.finetune.format.FineTuneEvent;
import dev.tunebook.finetune.format.ListPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLogTest {
    @TempDir
    private Path folder;

    private static FineTuneEvent event(String id, long time, long step) {
        String data = step < 0 ? "null" : "{\"step\":" + step + ",\"train_loss\":0.5}";
        return FineTuneEvent.parse("{ \"id\":\"" + id + "\", \"created_at\":" + time + ",\"message\":\"é " + id
                + "\",\"data\":" + data + "}");
    }

    /// A growing list, newest first, by pages; counts how often each event is handed out.
    private static final class Source implements Function<Optional<String>, ListPage<FineTuneEvent>> {
        final List<FineTuneEvent> newestFirst = new ArrayList<>();
        final Map<String, Integer> handedOut = new HashMap<>();
        private final int page;

        Source(int page) {
            this.page = page;
        }

        void add(FineTuneEvent event) {
            newestFirst.add(0, event);
        }

        @Override
        public ListPage<FineTuneEvent> apply(Optional<String> after) {
            int start = after.map(id -> IntStream.range(0, newestFirst.size())
                                    .filter(i -> newestFirst.get(i).id().equals(id))
                                    .findFirst()
                                    .orElseThrow()
                            + 1)
                    .orElse(0);
            List<FineTuneEvent> items = newestFirst.subList(start, Math.min(newestFirst.size(), start + page));
            items.forEach(item -> handedOut.merge(item.id(), 1, Integer::sum));
            return new ListPage<>(items, Optional.of(start + items.size() < newestFirst.size()));
        }
    }

    private EventLog log() {
        return new EventLog(folder.resolve("events"));
    }

    @Test
    void eventsWithoutIdsOfAServiceThatSaysNothingOfMoreEnd() {
        EventLog log = log();
        ListPage<FineTuneEvent> page = new ListPage<>(List.of(event("", 2, 2), event("", 1, 1)), Optional.empty());
        List<Optional<String>> asked = new ArrayList<>();
        log.update(after -> {
            asked.add(after);
            return page;
        });
        assertThat(asked).containsExactly(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isTheWholeListInItsOrderHoweverItGrew(long seed) {
        Random random = new Random(seed);
        Source source = new Source(7);
        EventLog log = log();
        long time = 100;
        for (int i = 0; i < 200; i++) {
            time += random.nextInt(2);
            source.add(event("e" + i, time, random.nextBoolean() ? i : -1));
            if (random.nextInt(20) == 0) {
                log.update(source);
            }
        }
        log.update(source);
        assertThat(log.oldestFirst())
                .as("seed " + seed)
                .containsExactlyElementsOf(FineTuneEvent.oldestFirst(source.newestFirst));
        assertThat(log.size()).isEqualTo(200);
        assertThat(log.newest()).isEqualTo("e199");
    }

    @Test
    void pagesBelowTheFirstKnownEventAreNotFetchedAgain() {
        Source source = new Source(10);
        EventLog log = log();
        for (int i = 0; i < 1000; i++) {
            source.add(event("e" + i, i, i));
            if (i % 10 == 9) {
                log.update(source);
            }
        }
        // Whatever is new fills a page; at most one more page shows where the known ones begin.
        assertThat(source.handedOut.values()).allMatch(times -> times <= 2);
        assertThat(log.size()).isEqualTo(1000);
    }

    @Test
    void theNewOnesAloneCanBeRead() {
        Source source = new Source(10);
        EventLog log = log();
        source.add(event("a", 1, 1));
        log.update(source);
        source.add(event("c", 3, 3));
        source.add(event("b", 3, 2));
        int before = log.size();
        log.update(source);
        assertThat(log.since(before)).extracting(FineTuneEvent::id).containsExactly("b", "c");
        assertThat(log.byStep(before)).extracting(FineTuneEvent::id).containsExactly("b", "c");
    }

    @Test
    void aListThatBreaksOffLeavesTheLogAsItWas() {
        Source source = new Source(2);
        EventLog log = log();
        source.add(event("a", 1, 1));
        log.update(source);
        for (int i = 0; i < 6; i++) {
            source.add(event("b" + i, 2 + i, -1));
        }
        assertThatThrownBy(() -> log.update(after -> {
                    if (after.isPresent()) {
                        throw new IllegalStateException("gone");
                    }
                    return source.apply(after);
                }))
                .hasMessage("gone");
        assertThat(log.oldestFirst()).extracting(FineTuneEvent::id).containsExactly("a");
        log.update(source);
        assertThat(log.oldestFirst())
                .extracting(FineTuneEvent::id)
                .containsExactly("a", "b0", "b1", "b2", "b3", "b4", "b5");
    }

    @Test
    void whatWasSavedIsTheProvidersTextAndComesBack() throws IOException {
        Source source = new Source(3);
        for (int i = 0; i < 5; i++) {
            source.add(event("e" + i, i, i));
        }
        EventLog log = log();
        log.update(source);
        Path saved = folder.resolve("events.json");
        log.save(saved);
        List<FineTuneEvent> oldestFirst = new ArrayList<>(source.newestFirst);
        Collections.reverse(oldestFirst);
        assertThat(Files.readString(saved))
                .isEqualTo("[\n"
                        + String.join(
                                ",\n",
                                oldestFirst.stream()
                                        .map(event -> event.raw().text())
                                        .toList()) + "\n]\n");
        EventLog restored = new EventLog(folder.resolve("restored"));
        restored.restore(saved);
        assertThat(restored.oldestFirst()).containsExactlyElementsOf(oldestFirst);
        assertThat(restored.newest()).isEqualTo("e4");
    }

    @Test
    void legacyEventsWithoutIdsAreAllKept() {
        EventLog log = log();
        List<FineTuneEvent> unnamed = List.of(event("", 2, -1), event("", 1, -1));
        log.update(after -> new ListPage<>(unnamed, Optional.of(false)));
        assertThat(log.size()).isEqualTo(2);
    }

    @Test
    void closedItLeavesNothing() {
        EventLog log = log();
        Source source = new Source(3);
        source.add(event("a", 1, 1));
        log.update(source);
        log.close();
        assertThat(folder).isEmptyDirectory();
    }
}
