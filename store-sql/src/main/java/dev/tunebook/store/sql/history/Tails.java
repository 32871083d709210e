package dev.tunebook.store.sql.history;

import dev.tunebook.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/// The files that have lines in the journal, and the memory their lines take.
final class Tails {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration SHORT_WAIT = Duration.ofMillis(200);
    /// Fewer lines are read again from the journal rather than compacted.
    private static final int WORTH_COMPACTING = 512;

    private final Map<FileKey, TailFile> files = new ConcurrentHashMap<>();
    private final AtomicLong memory = new AtomicLong();
    /// The part of it that waits for compaction.
    private final AtomicLong full = new AtomicLong();
    private final HistorySettings settings;
    private final Lender<HistoryReader> history;
    private final Lender<JournalReader> journal;

    Tails(HistorySettings settings, Lender<HistoryReader> history, Lender<JournalReader> journal) {
        this.settings = settings;
        this.history = history;
        this.journal = journal;
    }

    /// The file, known from now on.
    TailFile open(FileKey key) {
        TailFile known = files.get(key);
        return known != null ? known : files.computeIfAbsent(key, this::stored);
    }

    private TailFile stored(FileKey key) {
        Optional<StoredFile> stored = history.with(reader -> reader.file(key));
        return new TailFile(
                key, stored.map(StoredFile::lines).orElse(0L), stored.map(StoredFile::lastLine), this::grown);
    }

    Optional<TailFile> find(FileKey key) {
        return Optional.ofNullable(files.get(key));
    }

    List<TailFile> of(Predicate<FileKey> which) {
        return files.values().stream().filter(file -> which.test(file.key())).toList();
    }

    /// Files that have lines in the journal and got none since then.
    List<TailFile> idleSince(long nanos) {
        return files.values().stream()
                .filter(file -> !file.isEmpty() && file.addedAt() - nanos < 0)
                .toList();
    }

    /// Takes in lines that are durable.
    void add(Append.Piece piece, JournalRow row) {
        TailRow added = new TailRow(row.sequence(), row.first(), row.end());
        long now = settings.nanos().getAsLong();
        TailFile file = piece.file();
        while (!file.add(added, piece.parts(), piece.newest(), now)) {
            file = open(piece.file().key());
        }
    }

    long memory() {
        return memory.get();
    }

    private void grown(long bytes, long ofFull) {
        memory.addAndGet(bytes);
        full.addAndGet(ofFull);
        if ((bytes < 0 || ofFull < 0) && hasRoom()) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    boolean isCrowded() {
        return memory.get() > settings.tailBytes();
    }

    private boolean hasRoom() {
        return memory.get() <= 2 * settings.tailBytes() && full.get() <= settings.backlogBytes();
    }

    /// Waits while compaction is far behind. A wait that is not short asks for what it waits for, in case nobody has.
    void awaitRoom(Compactor compactor) {
        if (hasRoom()) {
            return;
        }
        long until = settings.nanos().getAsLong() + LONGEST_WAIT.toNanos();
        while (!awaitRoomShortly()) {
            if (settings.nanos().getAsLong() - until >= 0) {
                throw new StoreException.Busy(
                        "compaction is behind by " + memory.get() + " bytes of lines; send again in a moment");
            }
            of(key -> true).stream().filter(TailFile::hasFullGroups).forEach(file -> compactor.request(file, false));
            if (isCrowded()) {
                relieve(compactor);
            }
        }
    }

    private synchronized boolean awaitRoomShortly() {
        long until = settings.nanos().getAsLong() + SHORT_WAIT.toNanos();
        while (!hasRoom()) {
            long left = until - settings.nanos().getAsLong();
            if (left <= 0) {
                return false;
            }
            try {
                wait(Math.max(1, left / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreException.Busy("interrupted while waiting for compaction; send again");
            }
        }
        return true;
    }

    /// Frees memory: files longest unused first, those with many lines by compaction, the others by leaving their lines
    /// to the journal.
    void relieve(Compactor compactor) {
        List<TailFile> byAge = new ArrayList<>(files.values());
        Map<TailFile, Long> usedAt = new HashMap<>();
        byAge.forEach(file -> usedAt.put(file, file.usedAt()));
        byAge.sort(Comparator.comparingLong(file -> usedAt.getOrDefault(file, 0L)));
        long promised = 0;
        for (TailFile file : byAge) {
            if (memory.get() - promised <= settings.tailBytes() * 3 / 4) {
                return;
            }
            if (file.memory() == 0) {
                continue;
            }
            boolean full = file.hasFullGroups();
            if (full || file.pending() >= WORTH_COMPACTING) {
                promised += file.memory();
                compactor.request(file, !full);
            } else {
                file.evict();
            }
        }
    }

    /// All lines of the file that are in the journal; reads those that are not in memory.
    TailFile.View view(TailFile file) {
        return view(file, true);
    }

    /// @param wholly with the groups lines are still added to
    TailFile.View view(TailFile file, boolean wholly) {
        while (true) {
            TailFile.View view = file.view(settings.nanos().getAsLong(), wholly);
            if (view.missing().isEmpty()) {
                return view;
            }
            load(file, view);
        }
    }

    private void load(TailFile file, TailFile.View view) {
        int first = view.missing().stream().mapToInt(TailRow::firstGroup).min().orElse(0);
        int last = view.missing().stream().mapToInt(TailRow::lastGroup).max().orElse(0);
        Map<Integer, Long> watermarks = new HashMap<>();
        history.with(reader -> {
            reader.file(file.key())
                    .ifPresent(stored -> watermarks.putAll(reader.watermarks(stored.id(), first, last + 1)));
            return true;
        });
        Map<Integer, TailGroup> loaded = new HashMap<>();
        journal.with(reader -> {
            for (TailRow row : view.missing()) {
                reader.block(row.sequence(), row.first())
                        .ifPresent(block -> block.parts().stream()
                                .filter(part -> watermarks.getOrDefault(part.group(), 0L) < row.sequence())
                                .forEach(part -> loaded.merge(
                                        part.group(), TailGroup.of(part.lines(), row.sequence()), TailGroup::and)));
            }
            return true;
        });
        file.load(view, loaded, watermarks);
    }

    /// Forgets files that have nothing in the journal.
    void retire(TailFile file) {
        if (file.retire()) {
            files.remove(file.key(), file);
        }
    }

    /// Forgets all files of these runs, whatever they have.
    void drop(Set<Long> runs) {
        for (TailFile file : of(key -> runs.contains(key.run()))) {
            file.abandon();
            files.remove(file.key(), file);
        }
    }
}
