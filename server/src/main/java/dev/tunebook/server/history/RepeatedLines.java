package dev.tunebook.server.history;

import dev.tunebook.store.HistoryStore;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.LineBlock;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.runs.RunGrant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Recognises a second upload of lines that are stored already under other numbers, as a forced second `wandb sync`
/// does:
/// the same bytes, at a step that is not above the last. Such lines are kept once.
final class RepeatedLines {
    private final HistoryStore history;

    RepeatedLines(HistoryStore history) {
        this.history = history;
    }

    /// The block without its repeated lines; usually the block itself.
    List<LineBlock> without(RunGrant grant, LineBlock block) {
        return goesOn(grant, block) ? List.of(block) : rest(grant, block);
    }

    /// Whether the block continues what is stored: then none of its lines can be a repeat.
    private boolean goesOn(RunGrant grant, LineBlock block) {
        if (block.first() == 0) {
            return true;
        }
        OptionalDouble first = Steps.of(block.lines().get(0));
        List<HistoryLine> before =
                history.rawRange(grant, HistoryFile.HISTORY, LineQuery.lines(block.first() - 1, block.first()));
        if (before.isEmpty() || first.isEmpty()) {
            return true;
        }
        OptionalDouble last = Steps.of(before.get(0).text());
        return last.isEmpty() || first.getAsDouble() > last.getAsDouble();
    }

    private List<LineBlock> rest(RunGrant grant, LineBlock block) {
        List<LineBlock> rest = new ArrayList<>();
        List<String> run = new ArrayList<>();
        long next = block.first();
        for (String line : block.lines()) {
            if (isStoredElsewhere(grant, line, next)) {
                flush(rest, run, next);
            } else {
                run.add(line);
            }
            next++;
        }
        flush(rest, run, next);
        return rest;
    }

    private boolean isStoredElsewhere(RunGrant grant, String line, long number) {
        return history.rawRange(grant, HistoryFile.HISTORY, LineQuery.same(line)).stream()
                .anyMatch(stored -> stored.number() < number);
    }

    private static void flush(List<LineBlock> rest, List<String> run, long end) {
        if (!run.isEmpty()) {
            rest.add(new LineBlock(HistoryFile.HISTORY, end - run.size(), run));
            run.clear();
        }
    }
}
