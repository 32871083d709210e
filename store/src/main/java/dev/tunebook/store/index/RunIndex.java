package dev.tunebook.store.index;

import dev.tunebook.model.wire.Json;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactState;
import dev.tunebook.store.projects.Change;
import dev.tunebook.store.rows.ArtifactRow;
import dev.tunebook.store.rows.Rows;
import dev.tunebook.store.rows.RunRow;
import dev.tunebook.store.rows.UserRow;
import dev.tunebook.store.runs.FineTuneColumns;
import dev.tunebook.store.runs.RunAttribute;
import dev.tunebook.store.runs.RunColumn;
import dev.tunebook.store.runs.RunFilter;
import dev.tunebook.store.runs.RunKey;
import dev.tunebook.store.runs.RunOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The runs of one project as columns.
public final class RunIndex {
    private static final int MOST_FILTERS = 16;

    private final long projectId;
    private final FineTuneColumns fineTunes;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<Long, Integer> slots = new HashMap<>();
    private final Map<RunKey, Column> columns = new HashMap<>();
    private final Map<Integer, Set<RunKey>> keysOfSlot = new HashMap<>();
    private final Set<IndexPart> parts = EnumSet.noneOf(IndexPart.class);
    private final BitSet live = new BitSet();
    private final BitSet fineTuneSlots = new BitSet();
    private final Map<Long, Long> runOfModel = new HashMap<>();
    /// What was found since the last change: a table asks for a page and the count, and then for the next page.
    private final Lately<RunFilter, BitSet> matched = new Lately<>(MOST_FILTERS);

    private long[] ids = new long[0];
    private long sequence = -1;

    public RunIndex(long projectId, FineTuneColumns fineTunes) {
        this.projectId = projectId;
        this.fineTunes = fineTunes;
    }

    /// A run that matched, where it stands, and whether it is the last.
    public record Hit(long runId, String cursor) {}

    /// @param hits at most as many as asked for, and one more where there are more
    /// @param total how many runs match in all
    public record Hits(List<Hit> hits, int total) {
        public List<Hit> first(int count) {
            return hits.stream().limit(count).toList();
        }
    }

    /// Takes in every change these rows know of, and adds the parts it does not have yet.
    ///
    /// @return false where a part is missing and these rows are older than the index: a part made from them would
    /// never hear of the changes in between
    boolean catchUp(Rows rows, Set<IndexPart> wanted) {
        long newest = rows.projects().byId(projectId).map(row -> row.sequence()).orElse(0L);
        if (isUpToDate(newest, wanted)) {
            return true;
        }
        lock.writeLock().lock();
        try {
            if (sequence < 0) {
                parts.addAll(wanted);
                rows.runs().ofProject(projectId).forEach(row -> put(rows, row));
            } else {
                if (newest > sequence) {
                    replay(rows);
                }
                if (!parts.containsAll(wanted)) {
                    if (newest < sequence) {
                        return false;
                    }
                    add(rows, wanted);
                }
            }
            sequence = Math.max(sequence, newest);
            matched.forget();
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void add(Rows rows, Set<IndexPart> wanted) {
        var added = EnumSet.copyOf(wanted);
        added.removeAll(parts);
        rows.runs().ofProject(projectId).forEach(row -> {
            int slot = slot(row);
            var keys = new HashSet<>(keysOfSlot.getOrDefault(slot, Set.of()));
            fill(rows, row, slot, added, keys);
            keysOfSlot.put(slot, Set.copyOf(keys));
        });
        parts.addAll(added);
    }

    /// A run that was moved away may be gone altogether by now.
    private void replay(Rows rows) {
        var gone = new HashSet<>(changed(rows));
        rows.runs().byIds(gone).forEach(row -> {
            put(rows, row);
            gone.remove(row.id());
        });
        gone.stream().flatMap(id -> Optional.ofNullable(slots.get(id)).stream()).forEach(this::empty);
    }

    private void empty(int slot) {
        live.clear(slot);
        keysOfSlot.getOrDefault(slot, Set.of()).forEach(key -> column(key).clear(slot));
        keysOfSlot.remove(slot);
    }

    /// Runs that changed themselves, and fine-tunes whose models did.
    private List<Long> changed(Rows rows) {
        var changed = new LinkedHashSet<Long>();
        rows.changes().after(projectId, Change.Kind.RUN, sequence).forEach(change -> changed.add(change.objectId()));
        if (!parts.contains(IndexPart.FINE_TUNES)) {
            return List.copyOf(changed);
        }
        var artifacts = rows.changes().after(projectId, Change.Kind.ARTIFACT, sequence).stream()
                .map(Change::objectId)
                .toList();
        // A deleted model has no row any more.
        var gone = artifacts.stream().flatMap(id -> Optional.ofNullable(runOfModel.get(id)).stream());
        var there = rows.artifacts().byIds(artifacts).stream().flatMap(row -> row.artifact().createdByRun().stream());
        Stream.concat(gone, there)
                .filter(runId -> Optional.ofNullable(slots.get(runId))
                        .filter(fineTuneSlots::get)
                        .isPresent())
                .forEach(changed::add);
        return List.copyOf(changed);
    }

    private boolean isUpToDate(long newest, Set<IndexPart> wanted) {
        lock.readLock().lock();
        try {
            return newest <= sequence && parts.containsAll(wanted);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void put(Rows rows, RunRow row) {
        int slot = slot(row);
        boolean here = !row.deleted() && row.projectId() == projectId;
        live.set(slot, here);
        var stale = keysOfSlot.getOrDefault(slot, Set.of());
        var keys = new HashSet<RunKey>();
        if (here) {
            var username = row.userId().flatMap(rows.accounts()::user).map(UserRow::username);
            for (var attribute : RunAttribute.values()) {
                Attributes.fill(column(new RunKey.Attribute(attribute)), slot, attribute, row, username);
            }
            fill(rows, row, slot, parts, keys);
        }
        stale.stream()
                .filter(key -> !keys.contains(key))
                .forEach(key -> column(key).clear(slot));
        keysOfSlot.put(slot, Set.copyOf(keys));
    }

    private void fill(Rows rows, RunRow row, int slot, Set<IndexPart> filled, Set<RunKey> keys) {
        if (filled.isEmpty()) {
            return;
        }
        var config = RunDocument.config(row.config());
        var summary = RunDocument.summary(row.summary());
        if (filled.contains(IndexPart.DOCUMENTS)) {
            config.flat().forEach((path, value) -> fill(slot, new RunKey.Config(path), value, keys));
            summary.flat().forEach((path, value) -> fill(slot, new RunKey.Summary(path), value, keys));
        }
        if (filled.contains(IndexPart.FINE_TUNES)) {
            fineTuneSlots.set(slot, fineTunes.concerns(config.root()));
            if (fineTuneSlots.get(slot)) {
                fineTunes
                        .of(config.root(), summary.root(), models(rows, row.id()))
                        .forEach((name, value) -> fill(slot, new RunKey.FineTune(name), value, keys));
            }
        }
    }

    private List<String> models(Rows rows, long runId) {
        var models = rows.artifacts().createdBy(runId).stream()
                .map(ArtifactRow::artifact)
                .filter(artifact -> artifact.state() == ArtifactState.COMMITTED)
                .sorted(Comparator.comparingLong(Artifact::id))
                .toList();
        models.forEach(artifact -> runOfModel.put(artifact.id(), runId));
        return models.stream().flatMap(artifact -> artifact.metadata().stream()).toList();
    }

    private void fill(int slot, RunKey key, JsonNode value, Set<RunKey> keys) {
        var micros = isTime(key) ? Json.text(value).flatMap(Attributes::micros) : Optional.<Double>empty();
        micros.ifPresentOrElse(
                time -> column(key).set(slot, time), () -> column(key).set(slot, value));
        keys.add(key);
    }

    private static boolean isTime(RunKey key) {
        return switch (key) {
            case RunKey.Attribute(var attribute) -> Attributes.isTime(attribute);
            case RunKey.FineTune(var name) -> name.endsWith("_at");
            case RunKey.Config _, RunKey.Summary _, RunKey.Unknown _ -> false;
        };
    }

    /// What the run has in a column of its fine-tune.
    Optional<JsonNode> fineTune(long runId, RunKey.FineTune key) {
        lock.readLock().lock();
        try {
            return Optional.ofNullable(slots.get(runId))
                    .flatMap(slot -> Optional.ofNullable(columns.get(key))
                            .flatMap(column -> isTime(key) ? column.time(slot) : column.scalar(slot)));
        } finally {
            lock.readLock().unlock();
        }
    }

    private int slot(RunRow row) {
        return slots.computeIfAbsent(row.id(), this::newSlot);
    }

    private int newSlot(long runId) {
        int slot = slots.size();
        if (slot == ids.length) {
            ids = Arrays.copyOf(ids, Math.max(64, ids.length * 2));
        }
        ids[slot] = runId;
        return slot;
    }

    private Column column(RunKey key) {
        return columns.computeIfAbsent(key, _ -> new Column());
    }

    /// The first matches in order, behind the cursor.
    ///
    /// @throws IllegalArgumentException for a cursor this order never gave
    public Hits select(RunFilter filter, RunOrder order, Optional<String> after, int first) {
        var from = after.map(SortPosition::parse);
        var ranking = SortPosition.order(order.descending());
        lock.readLock().lock();
        try {
            var matches = matches(filter);
            var keyed = keyed(order.key());
            var best = new PriorityQueue<SortPosition>(ranking.reversed());
            for (int slot = matches.nextSetBit(0); slot >= 0; slot = matches.nextSetBit(slot + 1)) {
                keepBest(best, SortPosition.of(keyed, slot, ids[slot]), ranking, from, first + 1);
            }
            var hits = best.stream()
                    .sorted(ranking)
                    .map(position -> new Hit(position.id(), position.cursor()))
                    .toList();
            return new Hits(hits, matches.cardinality());
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Storage ids of all that match.
    public List<Long> matching(RunFilter filter) {
        lock.readLock().lock();
        try {
            return matches(filter).stream().mapToObj(slot -> ids[slot]).toList();
        } finally {
            lock.readLock().unlock();
        }
    }

    /// How many runs match.
    public int count(RunFilter filter) {
        lock.readLock().lock();
        try {
            return matches(filter).cardinality();
        } finally {
            lock.readLock().unlock();
        }
    }

    /// The slots that match; not to be changed.
    private BitSet matches(RunFilter filter) {
        return matched.computeIfAbsent(filter, asked -> {
            var test = new Filters(this::keyed).compile(asked);
            var found = new BitSet();
            for (int slot = live.nextSetBit(0); slot >= 0; slot = live.nextSetBit(slot + 1)) {
                if (test.test(slot)) {
                    found.set(slot);
                }
            }
            return found;
        });
    }

    private static void keepBest(
            PriorityQueue<SortPosition> best,
            SortPosition position,
            Comparator<SortPosition> ranking,
            Optional<SortPosition> from,
            int most) {
        if (from.isPresent() && ranking.compare(position, from.get()) <= 0) {
            return;
        }
        var worst = best.peek();
        if (best.size() < most || worst != null && ranking.compare(position, worst) < 0) {
            best.add(position);
            if (best.size() > most) {
                best.remove();
            }
        }
    }

    /// `config.lr.value` is the stored form of `config.lr`: it is tried as it stands, then without `value`.
    private Keyed keyed(RunKey key) {
        var meanings = key instanceof RunKey.Config(var path)
                ? Stream.concat(Stream.of(key), withoutValue(path).<RunKey>map(RunKey.Config::new))
                : Stream.of(key);
        return new Keyed(
                meanings.flatMap(meaning -> Optional.ofNullable(columns.get(meaning)).stream())
                        .toList(),
                isTime(key));
    }

    private static Stream<String> withoutValue(String path) {
        var padded = path + ".";
        return Stream.iterate(padded.indexOf(".value."), at -> at > 0, at -> padded.indexOf(".value.", at + 1))
                .map(at -> padded.substring(0, at) + padded.substring(at + ".value".length()))
                .map(shorter -> shorter.substring(0, shorter.length() - 1));
    }

    /// Keys of config, summary and fine-tunes, the most frequent first.
    public List<RunColumn> columns(String search, int first) {
        var wanted = search.toLowerCase(Locale.ROOT);
        lock.readLock().lock();
        try {
            return columns.entrySet().stream()
                    .filter(entry -> !(entry.getKey() instanceof RunKey.Attribute))
                    .filter(entry ->
                            entry.getKey().spelling().toLowerCase(Locale.ROOT).contains(wanted))
                    .map(entry -> described(entry.getKey(), entry.getValue()))
                    .filter(column -> column.count() > 0)
                    .sorted(Comparator.comparingInt(RunColumn::count)
                            .reversed()
                            .thenComparing(column -> column.key().spelling()))
                    .limit(first)
                    .toList();
        } finally {
            lock.readLock().unlock();
        }
    }

    private static RunColumn described(RunKey key, Column column) {
        var counts = Map.of(
                RunColumn.Type.NUMBER, column.count(Column.Kind.NUMBER),
                RunColumn.Type.TEXT, column.count(Column.Kind.TEXT),
                RunColumn.Type.BOOLEAN, column.count(Column.Kind.BOOLEAN),
                RunColumn.Type.OTHER, column.count(Column.Kind.OTHER) + column.count(Column.Kind.LIST));
        var type = Arrays.stream(RunColumn.Type.values())
                .max(Comparator.comparingInt(counts::get))
                .orElse(RunColumn.Type.OTHER);
        return new RunColumn(
                key, type, counts.values().stream().mapToInt(Integer::intValue).sum());
    }
}
