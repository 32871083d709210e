package dev.tunebook.server.history;

import dev.tunebook.model.wire.Json;
import dev.tunebook.store.HistoryStore;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.LineBlock;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.runs.RunGrant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/// Recognises a second upload of lines that are stored already under other numbers, as a forced second `wandb sync`
/// sends them: the same values at a step that is not above the last, in whatever order the client writes the members
/// this time. Such lines are kept once.
final class RepeatedLines {
    /// Lines compared with what is stored in one go.
    private static final int WINDOW = 500;
    /// Lines of the store looked at in one go.
    private static final int PAGE = 1 << 14;

    private final HistoryStore history;

    RepeatedLines(HistoryStore history) {
        this.history = history;
    }

    /// The block without its repeated lines; usually the block itself.
    List<LineBlock> without(RunGrant grant, LineBlock block) {
        if (block.first() == 0) {
            return List.of(block);
        }
        Optional<HistoryLine> last = history.rawRange(grant, HistoryFile.HISTORY, LineQuery.last(1)).stream()
                .findFirst();
        return last.isEmpty() || goesOn(last.get(), block) ? List.of(block) : rest(grant, block);
    }

    /// Whether the lines behind the last stored one continue it; then none of them can be a repeat. Lines before it
    /// have their own numbers again, and are the store's to compare.
    private static boolean goesOn(HistoryLine last, LineBlock block) {
        long beyond = Math.max(0, last.number() + 1 - block.first());
        if (beyond >= block.lines().size()) {
            return true;
        }
        OptionalDouble first = Steps.of(block.lines().get((int) beyond));
        OptionalDouble reached = Steps.of(last.text());
        return first.isEmpty() || reached.isEmpty() || first.getAsDouble() > reached.getAsDouble();
    }

    private List<LineBlock> rest(RunGrant grant, LineBlock block) {
        long stored = history.lineCounts(grant).getOrDefault(HistoryFile.HISTORY, 0L);
        List<LineBlock> rest = new ArrayList<>();
        for (int from = 0; from < block.lines().size(); from += WINDOW) {
            int to = Math.min(from + WINDOW, block.lines().size());
            LineBlock window = new LineBlock(
                    block.file(), block.first() + from, block.lines().subList(from, to));
            rest.addAll(fresh(window, lowest(grant, window, stored)));
        }
        return rest;
    }

    /// For each row of the window the lowest number it is stored under, if it is. What is stored at the window's steps
    /// is read page by page, however far apart they are and however many lines have one step.
    private Map<JsonNode, Long> lowest(RunGrant grant, LineBlock window, long stored) {
        Map<JsonNode, Long> lowest = new HashMap<>();
        List<Double> steps = new ArrayList<>();
        for (String line : window.lines()) {
            Steps.of(line).ifPresent(step -> {
                steps.add(step);
                lowest.put(Json.parse(line), Long.MAX_VALUE);
            });
        }
        for (long from = 0; from < stored && lowest.containsValue(Long.MAX_VALUE); from += PAGE) {
            history.rawRange(grant, HistoryFile.HISTORY, LineQuery.atSteps(steps, from, from + PAGE))
                    .forEach(line -> lowest.computeIfPresent(
                            Json.parse(line.text()), (row, number) -> Math.min(number, line.number())));
        }
        return lowest;
    }

    private static List<LineBlock> fresh(LineBlock window, Map<JsonNode, Long> stored) {
        List<LineBlock> fresh = new ArrayList<>();
        List<String> run = new ArrayList<>();
        long next = window.first();
        for (String line : window.lines()) {
            if (Steps.of(line).isPresent() && stored.getOrDefault(Json.parse(line), Long.MAX_VALUE) < next) {
                flush(fresh, run, next);
            } else {
                run.add(line);
            }
            next++;
        }
        flush(fresh, run, next);
        return fresh;
    }

    private static void flush(List<LineBlock> fresh, List<String> run, long end) {
        if (!run.isEmpty()) {
            fresh.add(new LineBlock(HistoryFile.HISTORY, end - run.size(), run));
            run.clear();
        }
    }
}
