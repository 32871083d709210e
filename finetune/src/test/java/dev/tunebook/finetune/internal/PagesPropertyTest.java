package dev.tunebook.finetune.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.format.ListPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PagesPropertyTest {

    /// However a list is cut into pages, whatever it says about more, and although items arrive at its top
    /// meanwhile: each item that was there at the start is seen once, in order.
    @RepeatedTest(50)
    void everyItemOnce() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> list = new ArrayList<>();
        int size = random.nextInt(60);
        for (int i = 0; i < size; i++) {
            list.add("id-" + i);
        }
        List<String> atStart = List.copyOf(list);
        boolean saysMore = random.nextBoolean();
        boolean repeatsFirstPage = !saysMore && random.nextBoolean();
        Function<Optional<String>, ListPage<String>> page = after -> {
            int from = after.map(id -> list.indexOf(id) + 1).orElse(0);
            int to = Math.min(list.size(), from + 1 + random.nextInt(7));
            List<String> items = List.copyOf(list.subList(from, to));
            boolean end = to == list.size();
            if (repeatsFirstPage && items.isEmpty() && !list.isEmpty()) {
                items = List.of(list.get(0));
            }
            if (random.nextInt(3) == 0) {
                list.add(0, "new-" + list.size());
            }
            return new ListPage<>(items, saysMore ? Optional.of(!end) : Optional.empty());
        };
        List<String> seen = Pages.all(page, id -> id);
        assertThat(seen).as("seed %d", seed).doesNotHaveDuplicates();
        assertThat(seen.stream().filter(id -> id.startsWith("id-")).toList())
                .as("seed %d", seed)
                .isEqualTo(atStart);
    }

    @Test
    void followingStopsAtTheFirstKnownItem() {
        List<Optional<String>> asked = new ArrayList<>();
        List<String> news = Pages.until(
                after -> {
                    asked.add(after);
                    return new ListPage<>(after.isEmpty() ? List.of("5", "4") : List.of("3", "2"), Optional.of(true));
                },
                id -> id,
                "3"::equals);
        assertThat(news).containsExactly("5", "4");
        assertThat(asked).containsExactly(Optional.empty(), Optional.of("4"));
    }
}
