package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.EventOrder;
import dev.tunebook.finetune.format.FineTuneEvent;
import dev.tunebook.finetune.format.ListPage;
import dev.tunebook.finetune.format.ListPage.Unreadable;
import dev.tunebook.finetune.format.RawJson;
import dev.tunebook.finetune.format.RawObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The events of one job, each fetched once, in a file with a small index in memory: a job may have very many.
/// Not safe for concurrent use.
public final class EventLog implements AutoCloseable {
    private final Path file;
    private Optional<FileChannel> channel = Optional.empty();
    private long end;
    // Oldest first, as the provider lists them from the bottom up.
    private final List<Entry> entries = new ArrayList<>();
    private final Set<Long> known = new HashSet<>();
    private String newest = "";
    private final Unread unread = new Unread();

    private record Entry(long offset, int length, EventOrder order) {}

    /// @param file does not exist, or belongs to nobody
    public EventLog(Path file) {
        this.file = file;
    }

    /// Fetches what is new: pages from the top of the list down to the one that brings an event known already.
    ///
    /// @param pages asks for the page behind an id
    public void update(Function<Optional<String>, ListPage<FineTuneEvent>> pages) {
        Function<Optional<String>, ListPage<FineTuneEvent>> page = unread.of(pages);
        List<Entry> newestFirst = new ArrayList<>();
        Set<Long> added = new HashSet<>();
        String top = newest;
        Optional<String> after = Optional.empty();
        boolean more = true;
        while (more) {
            ListPage<FineTuneEvent> next = page.apply(after);
            int before = newestFirst.size();
            boolean met = false;
            for (FineTuneEvent event : next.items()) {
                top = newestFirst.isEmpty() && !met ? event.id() : top;
                boolean isKnown = known.contains(key(event));
                met |= isKnown;
                // Legacy events have no id, so two of the same text are two.
                if (!isKnown && (added.add(key(event)) || event.id().isEmpty())) {
                    newestFirst.add(write(event));
                }
            }
            // Without an id there is no place to go on behind.
            Optional<String> last = Pages.last(next, FineTuneEvent::id);
            boolean isNew = newestFirst.size() > before || !next.unreadable().isEmpty() && !last.equals(after);
            more = !met && next.hasMore().orElse(true) && isNew && last.isPresent();
            after = last;
        }
        Collections.reverse(newestFirst);
        entries.addAll(newestFirst);
        known.addAll(added);
        newest = top;
    }

    /// Takes the events of a file that [#save] wrote.
    void restore(Path saved) {
        try (RawObjects objects = new RawObjects(Files.newInputStream(saved))) {
            restore(objects);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the events of an earlier sync", e);
        }
    }

    /// Takes events that were kept elsewhere, in the order of their time or against it.
    public void restore(Iterator<RawJson> events) {
        while (events.hasNext()) {
            FineTuneEvent event = FineTuneEvent.of(events.next());
            if (known.add(key(event)) || event.id().isEmpty()) {
                entries.add(write(event));
            }
        }
        if (!entries.isEmpty()) {
            Entry first = entries.get(0);
            Entry last = entries.get(entries.size() - 1);
            if (first.order().time().isAfter(last.order().time())) {
                Collections.reverse(entries);
            }
            newest = FineTuneEvent.of(RawJson.parse("event", read(entries.get(entries.size() - 1))))
                    .id();
        }
    }

    /// A part of the list as a provider has it: newest first.
    ///
    /// @param skip how many of the newest to leave out
    public List<FineTuneEvent> newestFirst(int skip, int limit) {
        List<FineTuneEvent> page = new ArrayList<>();
        for (int i = entries.size() - 1 - skip; i >= 0 && page.size() < limit; i--) {
            page.add(FineTuneEvent.of(RawJson.parse("event", read(entries.get(i)))));
        }
        return page;
    }

    /// Writes the events a line each, in the provider's order from the bottom up and as the provider wrote them.
    public void saveLines(Path target) throws IOException {
        try (var out = Files.newBufferedWriter(target, StandardCharsets.UTF_8)) {
            for (Entry entry : entries) {
                out.write(read(entry));
                out.write('\n');
            }
        }
    }

    /// How many there are up to an event and with it; empty where it is not known.
    Optional<Integer> sizeUpTo(String id) {
        for (int size = entries.size(); size > 0; size--) {
            String text = read(entries.get(size - 1));
            if (FineTuneEvent.of(RawJson.parse("event", text)).id().equals(id)) {
                return Optional.of(size);
            }
        }
        return Optional.empty();
    }

    /// Which of the provider's events could not be read, and why.
    public List<Unreadable> unreadable() {
        return unread.items();
    }

    /// How many there are.
    public int size() {
        return entries.size();
    }

    /// The id of the newest as the provider lists them; empty where there is none.
    public String newest() {
        return newest;
    }

    /// All of them, oldest first.
    public Iterable<FineTuneEvent> oldestFirst() {
        return since(0);
    }

    /// Those that were added when there were `size` already, oldest first.
    public Iterable<FineTuneEvent> since(int size) {
        List<Entry> sorted = sorted(size);
        return () -> read(sorted.iterator());
    }

    /// Those that were added when there were `size` already and have a step, by their steps.
    Iterable<FineTuneEvent> byStep(int size) {
        List<Entry> sorted = new ArrayList<>(sorted(size));
        sorted.removeIf(entry -> entry.order().step().isEmpty());
        sorted.sort(Comparator.comparingLong(entry -> entry.order().step().orElseThrow()));
        return () -> read(sorted.iterator());
    }

    private List<Entry> sorted(int from) {
        List<Entry> newestFirst = new ArrayList<>(entries.subList(from, entries.size()));
        Collections.reverse(newestFirst);
        return EventOrder.oldestFirst(newestFirst, Entry::order);
    }

    private Iterator<FineTuneEvent> read(Iterator<Entry> places) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return places.hasNext();
            }

            @Override
            public FineTuneEvent next() {
                return FineTuneEvent.of(RawJson.parse("event", read(places.next())));
            }
        };
    }

    /// Writes a list of the events, oldest first, each as the provider wrote it.
    void save(Path target) {
        String separator = "[\n";
        try (var out = Files.newBufferedWriter(target, StandardCharsets.UTF_8)) {
            for (Entry entry : sorted(0)) {
                out.write(separator);
                out.write(read(entry));
                separator = ",\n";
            }
            out.write(entries.isEmpty() ? "[\n\n]\n" : "\n]\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the events to " + target, e);
        }
    }

    private Entry write(FineTuneEvent event) {
        byte[] text = event.raw().text().getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.wrap(text);
        long start = end;
        try {
            while (buffer.hasRemaining()) {
                end += channel().write(buffer, end);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep events in " + file, e);
        }
        return new Entry(start, text.length, event.order());
    }

    private String read(Entry entry) {
        ByteBuffer buffer = ByteBuffer.allocate(entry.length());
        try {
            while (buffer.hasRemaining() && channel().read(buffer, entry.offset() + buffer.position()) >= 0) {
                // Until all of it is there.
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read events from " + file, e);
        }
        return new String(buffer.array(), StandardCharsets.UTF_8);
    }

    private FileChannel channel() throws IOException {
        if (channel.isEmpty()) {
            channel = Optional.of(FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        }
        return channel.get();
    }

    /// 64 bits that tell an event from the others.
    private static long key(FineTuneEvent event) {
        String id = event.id().isEmpty() ? event.raw().text() : event.id();
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /// Forgets everything; the file is gone.
    @Override
    public void close() {
        entries.clear();
        known.clear();
        try {
            if (channel.isPresent()) {
                channel.get().close();
                channel = Optional.empty();
            }
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It lies in the sync's own folder, which is deleted as a whole.
        }
    }
}
