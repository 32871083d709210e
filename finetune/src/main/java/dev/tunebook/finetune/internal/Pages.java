package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.ListPage;
import dev.tunebook.finetune.format.ListPage.Unreadable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// Walks a list to its end, page after page.
public final class Pages {
    private Pages() {}

    /// Every item, newest first, each id once.
    ///
    /// @param page asks for the page behind an id
    public static <T> List<T> all(Function<Optional<String>, ListPage<T>> page, Function<T, String> id) {
        return until(page, id, item -> false);
    }

    /// The newest `number` items, newest first; asks for no more pages than that takes.
    public static <T> List<T> first(int number, Function<Optional<String>, ListPage<T>> page, Function<T, String> id) {
        Set<String> seen = new HashSet<>();
        Function<Optional<String>, ListPage<T>> counted = after -> {
            ListPage<T> next = page.apply(after);
            next.items().forEach(item -> seen.add(id.apply(item)));
            return seen.size() < number ? next : new ListPage<>(next.items(), Optional.of(false), next.unreadable());
        };
        return all(counted, id).stream().limit(number).toList();
    }

    /// The items before the first one that is `known`, newest first, each id once. How a growing list is
    /// followed.
    ///
    /// A list ends where the service says so; where it says nothing, with the first page that brings nothing
    /// new; and with a page whose last item has no id, for nothing can be asked for behind it. Items that cannot be
    /// read are passed over; [Unread] notes them.
    public static <T> List<T> until(
            Function<Optional<String>, ListPage<T>> page, Function<T, String> id, Predicate<T> known) {
        Map<String, T> seen = new LinkedHashMap<>();
        Optional<String> after = Optional.empty();
        while (true) {
            ListPage<T> next = page.apply(after);
            int before = seen.size();
            for (T item : next.items()) {
                if (known.test(item)) {
                    return List.copyOf(seen.values());
                }
                String key = id.apply(item);
                // Legacy events have no id.
                seen.putIfAbsent(key.isEmpty() ? "unnamed " + seen.size() : key, item);
            }
            Optional<String> last = last(next, id);
            boolean isNew = seen.size() > before || !next.unreadable().isEmpty() && !last.equals(after);
            after = last;
            if (!next.hasMore().orElse(true) || !isNew || after.isEmpty()) {
                return List.copyOf(seen.values());
            }
        }
    }

    /// What the next page begins behind: the id of the last item, readable or not, unless there is none.
    static <T> Optional<String> last(ListPage<T> page, Function<T, String> id) {
        Optional<String> readable = page.items().isEmpty()
                ? Optional.empty()
                : Optional.of(id.apply(page.items().get(page.items().size() - 1)))
                        .filter(name -> !name.isEmpty());
        return page.unreadable().stream()
                .filter(item -> item.id().isPresent() && item.behind().equals(readable))
                .reduce((first, second) -> second)
                .flatMap(Unreadable::id)
                .or(() -> readable);
    }
}
