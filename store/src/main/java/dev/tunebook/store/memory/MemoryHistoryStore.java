package dev.tunebook.store.memory;

import dev.tunebook.store.HistoryGrants;
import dev.tunebook.store.HistoryStore;
import dev.tunebook.store.StreamProjector;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.HistoryStats;
import dev.tunebook.store.history.KeyStats;
import dev.tunebook.store.history.LineBlock;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.history.LineValues.Value;
import dev.tunebook.store.history.Series;
import dev.tunebook.store.history.SeriesBuckets;
import dev.tunebook.store.history.SeriesQuery;
import dev.tunebook.store.history.StreamBatch;
import dev.tunebook.store.history.ValueType;
import dev.tunebook.store.runs.RunGrant;
import dev.tunebook.store.runs.RunProjection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/// Histories in memory, parsed once when they come. Every call takes the one lock.
public final class MemoryHistoryStore implements HistoryStore {
    private record FileKey(long runId, int generation, HistoryFile file) {}

    private record Generation(long runId, int number) {}

    private final Map<FileKey, NavigableMap<Long, KeyedLine>> files = new HashMap<>();
    /// Those that began with lines of an earlier one.
    private final Set<Generation> carried = new HashSet<>();
    private final StreamProjector projector;
    private long sequence;

    public MemoryHistoryStore(StreamProjector projector) {
        this.projector = projector;
    }

    @Override
    public long append(RunGrant grant, StreamBatch batch) {
        HistoryGrants.requireWrite(grant);
        RunProjection projection;
        synchronized (this) {
            batch.blocks().forEach(block -> store(grant, block));
            projection = projection(grant, batch, ++sequence);
        }
        projector.project(grant.runId(), projection);
        return projection.watermark();
    }

    private void store(RunGrant grant, LineBlock block) {
        NavigableMap<Long, KeyedLine> lines =
                files.computeIfAbsent(key(grant, block.file()), unused -> new TreeMap<>());
        long number = block.first();
        for (String text : block.lines()) {
            lines.put(number++, KeyedLine.of(text, block.file().keyed()));
        }
    }

    private RunProjection projection(RunGrant grant, StreamBatch batch, long watermark) {
        Optional<String> summary = Optional.empty();
        boolean sampled = false;
        for (LineBlock block : batch.blocks()) {
            if (block.file() == HistoryFile.SUMMARY && !block.lines().isEmpty()) {
                summary = Optional.of(block.lines().getLast());
            }
            sampled |= block.file() == HistoryFile.EVENTS;
        }
        return new RunProjection(
                grant.generation(),
                watermark,
                batch.state(),
                batch.exitCode(),
                Optional.of(batch.receivedAt()),
                summary,
                sampled ? Optional.of(stats(grant, HistoryFile.EVENTS).systemMetrics()) : Optional.empty());
    }

    @Override
    public synchronized List<HistoryLine> rawRange(RunGrant grant, HistoryFile file, LineQuery query) {
        HistoryGrants.requireRead(grant, file);
        NavigableMap<Long, KeyedLine> lines = lines(grant, file);
        long[] numbers = lines.entrySet().stream()
                .filter(entry -> matches(query, entry.getKey(), entry.getValue()))
                .mapToLong(Map.Entry::getKey)
                .toArray();
        List<HistoryLine> picked = new ArrayList<>();
        for (long number : query.picked(numbers)) {
            picked.add(new HistoryLine(
                    number, Objects.requireNonNull(lines.get(number)).text()));
        }
        return picked;
    }

    private static boolean matches(LineQuery query, long number, KeyedLine line) {
        boolean inWindow = switch (query.window()) {
            case LineQuery.Window.Lines(long from, long to) -> number >= from && number < to;
            case LineQuery.Window.Steps(double min, double max) -> {
                double step = number(line, "_step").orElse(Double.NaN);
                yield step >= min && step < max;
            }
            case LineQuery.Window.AtSteps steps ->
                number >= steps.from()
                        && number < steps.to()
                        && number(line, "_step").stream().anyMatch(steps::has);
            case LineQuery.Window.Same(String text) -> line.text().equals(text);
        };
        return inWindow && line.values().keySet().containsAll(query.keys());
    }

    private static OptionalDouble number(KeyedLine line, String key) {
        Value value = line.values().get(key);
        return value == null ? OptionalDouble.empty() : value.number();
    }

    @Override
    public synchronized List<Series> series(List<RunGrant> grants, SeriesQuery query) {
        List<Series> all = new ArrayList<>();
        for (RunGrant grant : grants) {
            for (String key : query.keys()) {
                all.add(series(grant, key, query));
            }
        }
        return all;
    }

    private Series series(RunGrant grant, String key, SeriesQuery query) {
        NavigableMap<Long, KeyedLine> lines = lines(grant, query.file());
        double[] x = new double[lines.size()];
        double[] y = new double[lines.size()];
        int size = 0;
        for (KeyedLine line : lines.values()) {
            OptionalDouble across = number(line, query.x());
            OptionalDouble up = number(line, key);
            if (across.isPresent() && up.isPresent()) {
                x[size] = across.getAsDouble();
                y[size++] = up.getAsDouble();
            }
        }
        return SeriesBuckets.series(grant.runId(), key, count(lines), x, y, size, query);
    }

    @Override
    public synchronized HistoryStats stats(RunGrant grant, HistoryFile file) {
        NavigableMap<Long, KeyedLine> lines = lines(grant, file);
        Map<String, List<Value>> byKey = new TreeMap<>();
        OptionalLong lastStep = OptionalLong.empty();
        for (KeyedLine line : lines.values()) {
            line.values()
                    .forEach((key, value) -> byKey.computeIfAbsent(key, unused -> new ArrayList<>())
                            .add(value));
            Value step = line.values().get("_step");
            if (step != null && step.json().matches("-?\\d{1,18}")) {
                lastStep = OptionalLong.of(Math.max(lastStep.orElse(Long.MIN_VALUE), Long.parseLong(step.json())));
            }
        }
        List<KeyStats> keys = new ArrayList<>();
        byKey.forEach((key, values) -> keys.add(stats(key, values)));
        return new HistoryStats(count(lines), lastStep, keys);
    }

    private static KeyStats stats(String key, List<Value> values) {
        Map<ValueType, Long> counts = new EnumMap<>(ValueType.class);
        values.forEach(value -> counts.merge(value.type(), 1L, Long::sum));
        double[] numbers = values.stream()
                .flatMapToDouble(value -> value.number().stream())
                .filter(number -> !Double.isNaN(number))
                .toArray();
        return new KeyStats(
                key,
                counts,
                Arrays.stream(numbers).min(),
                Arrays.stream(numbers).max(),
                values.getLast().json());
    }

    @Override
    public synchronized Map<HistoryFile, Long> lineCounts(RunGrant grant) {
        Map<HistoryFile, Long> counts = new EnumMap<>(HistoryFile.class);
        for (HistoryFile file : HistoryFile.values()) {
            counts.put(file, count(lines(grant, file)));
        }
        return counts;
    }

    @Override
    public synchronized void carryOver(RunGrant from, RunGrant to, Map<HistoryFile, Long> kept) {
        HistoryGrants.requireLater(from, to);
        boolean begun = files.keySet().stream()
                .anyMatch(key -> key.runId() == to.runId() && key.generation() == to.generation());
        if (!carried.add(new Generation(to.runId(), to.generation()))) {
            return;
        }
        if (begun) {
            carried.remove(new Generation(to.runId(), to.generation()));
            throw HistoryGrants.notEmpty(to);
        }
        kept.forEach((file, end) ->
                files.put(key(to, file), new TreeMap<>(lines(from, file).headMap(end))));
    }

    @Override
    public void compact(long runId) {
        // Lines in memory are parsed already.
    }

    @Override
    public synchronized void drop(Collection<Long> runIds) {
        var dropped = Set.copyOf(runIds);
        files.keySet().removeIf(key -> dropped.contains(key.runId()));
        carried.removeIf(generation -> dropped.contains(generation.runId()));
    }

    private NavigableMap<Long, KeyedLine> lines(RunGrant grant, HistoryFile file) {
        NavigableMap<Long, KeyedLine> lines = files.get(key(grant, file));
        return lines == null ? new TreeMap<>() : lines;
    }

    private static FileKey key(RunGrant grant, HistoryFile file) {
        return new FileKey(grant.runId(), grant.generation(), file);
    }

    private static long count(NavigableMap<Long, KeyedLine> lines) {
        return lines.isEmpty() ? 0 : lines.lastKey() + 1;
    }
}
