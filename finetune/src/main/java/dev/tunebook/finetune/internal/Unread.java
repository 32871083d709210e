package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.ListPage;
import dev.tunebook.finetune.format.ListPage.Unreadable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Notes which items of lists cannot be read while somebody walks through them, each once. Not safe for concurrent use.
public final class Unread {
    private final Set<Unreadable> noted = new LinkedHashSet<>();
    private int told;

    /// The pages of a list, noted on the way.
    public <T> Function<Optional<String>, ListPage<T>> of(Function<Optional<String>, ListPage<T>> pages) {
        return after -> {
            ListPage<T> page = pages.apply(after);
            page.unreadable()
                    .forEach(item -> noted.add(new Unreadable(
                            item.thing(), item.id(), item.behind().or(() -> after), item.place(), item.reason())));
            return page;
        };
    }

    /// All of them.
    public List<Unreadable> items() {
        return List.copyOf(noted);
    }

    /// Those that this was not asked for before.
    public List<Unreadable> news() {
        List<Unreadable> news = new ArrayList<>(noted).subList(told, noted.size());
        told = noted.size();
        return news;
    }
}
