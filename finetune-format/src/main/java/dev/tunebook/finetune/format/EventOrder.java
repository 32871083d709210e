package dev.tunebook.finetune.format;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/// Where an event stands among the others of its job.
///
/// Times have a resolution of one second and many events share one: the step decides next, then the place in the
/// provider's list.
///
/// @param step of a metrics event; others have none
public record EventOrder(Instant time, OptionalLong step) {

    /// Oldest first, from a list that has the newest first, as the provider lists them.
    ///
    /// @param order of an item: an event, or what stands for one
    public static <T> List<T> oldestFirst(List<T> newestFirst, Function<T, EventOrder> order) {
        List<T> items = new ArrayList<>(newestFirst);
        Collections.reverse(items);
        items.sort(Comparator.comparing(item -> order.apply(item).time()));
        sortStepsWithinTimes(items, order);
        return items;
    }

    // Only metrics events have a step, so only neighbours that both have one may change places.
    private static <T> void sortStepsWithinTimes(List<T> items, Function<T, EventOrder> order) {
        int start = 0;
        for (int i = 1; i <= items.size(); i++) {
            EventOrder first = order.apply(items.get(start));
            boolean together = i < items.size()
                    && first.step().isPresent()
                    && order.apply(items.get(i)).step().isPresent()
                    && order.apply(items.get(i)).time().equals(first.time());
            if (!together) {
                items.subList(start, i)
                        .sort(Comparator.comparingLong(
                                item -> order.apply(item).step().orElse(Long.MIN_VALUE)));
                start = i;
            }
        }
    }
}
