package dev.tunebook.server.history;

import dev.tunebook.model.wire.Json;
import dev.tunebook.store.HistoryStore;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.LineBlock;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.runs.RunGrant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Where the lines of each writer of a shared run stand in the run. Every writer counts its own lines; the run's are
/// those of all writers in the order in which they came, and rows without a step get theirs in that order.
///
/// Kept as lines of [HistoryFile#WRITERS] that are stored together with those they speak of, so that a line which
/// comes again has its place again, after a restart too. What was placed and then not stored leaves this useless:
/// make it anew. One thread at a time.
final class WriterLines {
    private final Map<Source, NavigableMap<Long, Piece>> pieces = new HashMap<>();
    private final Map<HistoryFile, Long> ends = new EnumMap<>(HistoryFile.class);
    private final NavigableMap<Long, Piece> unsaved = new TreeMap<>();
    private long nextStep;

    private record Source(String writer, HistoryFile file) {}

    /// Consecutive lines of a writer that stand together in the run.
    ///
    /// @param number of the line of [HistoryFile#WRITERS] that says so
    /// @param first number of the first line, as the writer counts
    /// @param at number of that line in the run
    private record Piece(long number, Source source, long first, long at, long count) {
        long end() {
            return first + count;
        }

        static Piece parse(HistoryLine line) {
            JsonNode json = Json.parse(line.text());
            Source source = new Source(
                    json.path("writer").asString(),
                    HistoryFile.valueOf(json.path("file").asString()));
            return new Piece(
                    line.number(),
                    source,
                    json.path("first").asLong(),
                    json.path("at").asLong(),
                    json.path("count").asLong());
        }

        String text() {
            return Json.write(Json.object()
                    .put("writer", source.writer())
                    .put("file", source.file().name())
                    .put("first", first)
                    .put("at", at)
                    .put("count", count));
        }
    }

    /// @param places the lines of [HistoryFile#WRITERS]
    /// @param ends for each file the number of its last line + 1
    /// @param nextStep above every step there is
    WriterLines(List<HistoryLine> places, Map<HistoryFile, Long> ends, long nextStep) {
        this.ends.putAll(ends);
        this.nextStep = nextStep;
        places.stream().map(Piece::parse).forEach(this::keep);
    }

    static WriterLines of(HistoryStore history, RunGrant grant) {
        Map<HistoryFile, Long> ends = history.lineCounts(grant);
        long above = history.stats(grant, HistoryFile.HISTORY).lastStep().orElse(-1) + 1;
        return new WriterLines(
                history.rawRange(grant, HistoryFile.WRITERS, LineQuery.ALL),
                ends,
                Math.max(above, ends.getOrDefault(HistoryFile.HISTORY, 0L)));
    }

    /// Number of the last line of the run's file + 1, those placed included.
    long end(HistoryFile file) {
        return ends.getOrDefault(file, 0L);
    }

    /// A writer's lines where they belong in the run. Console lines that are known go to their places; rows and
    /// samples that are known have been said and are left out.
    List<LineBlock> place(String writer, LineBlock block) {
        Source source = new Source(writer, block.file());
        List<LineBlock> placed = new ArrayList<>();
        long next = block.first();
        while (next < block.end()) {
            Map.Entry<Long, Piece> before = of(source).floorEntry(next);
            long from = next;
            if (before != null && next < before.getValue().end()) {
                Piece piece = before.getValue();
                next = Math.min(block.end(), piece.end());
                if (!block.file().keyed()) {
                    placed.add(
                            new LineBlock(block.file(), piece.at() + from - piece.first(), lines(block, from, next)));
                }
            } else {
                Long after = of(source).higherKey(next);
                next = after == null ? block.end() : Math.min(block.end(), after);
                placed.add(append(source, from, lines(block, from, next)));
            }
        }
        return placed;
    }

    /// What has to be stored together with the lines placed since this was asked last.
    List<LineBlock> unsaved() {
        List<LineBlock> blocks = unsaved.values().stream()
                .map(piece -> new LineBlock(HistoryFile.WRITERS, piece.number(), List.of(piece.text())))
                .toList();
        unsaved.clear();
        return blocks;
    }

    private LineBlock append(Source source, long first, List<String> lines) {
        long at = end(source.file());
        Map.Entry<Long, Piece> before = of(source).floorEntry(first);
        Piece piece = before != null && goesOn(before.getValue(), first, at)
                ? grown(before.getValue(), lines.size())
                : new Piece(end(HistoryFile.WRITERS), source, first, at, lines.size());
        ends.put(source.file(), at + lines.size());
        ends.merge(HistoryFile.WRITERS, piece.number() + 1, Math::max);
        keep(piece);
        unsaved.put(piece.number(), piece);
        return new LineBlock(source.file(), at, source.file() == HistoryFile.HISTORY ? stepped(lines) : lines);
    }

    private static boolean goesOn(Piece piece, long first, long at) {
        return piece.end() == first && piece.at() + piece.count() == at;
    }

    private static Piece grown(Piece piece, long lines) {
        return new Piece(piece.number(), piece.source(), piece.first(), piece.at(), piece.count() + lines);
    }

    private void keep(Piece piece) {
        of(piece.source()).put(piece.first(), piece);
    }

    private NavigableMap<Long, Piece> of(Source source) {
        return pieces.computeIfAbsent(source, unused -> new TreeMap<>());
    }

    private static List<String> lines(LineBlock block, long from, long to) {
        return block.lines().subList((int) (from - block.first()), (int) (to - block.first()));
    }

    /// Most clients leave the step of a shared run's rows to the server.
    private List<String> stepped(List<String> rows) {
        List<String> stepped = new ArrayList<>(rows.size());
        for (String row : rows) {
            OptionalDouble step = Steps.of(row);
            if (step.isPresent()) {
                nextStep = Math.max(nextStep, (long) Math.floor(step.getAsDouble()) + 1);
                stepped.add(row);
            } else {
                stepped.add(Steps.with(row, nextStep++));
            }
        }
        return stepped;
    }
}
