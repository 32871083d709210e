package dev.tunebook.sdk.internal.upload;

import dev.tunebook.model.wire.FileStreamRequest;
import dev.tunebook.model.wire.FileStreamRequest.Block;
import dev.tunebook.sdk.internal.journal.JournalRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/// Some records of the journal as the requests that bring them to the server. Servers take one block of
/// consecutive lines a file and request, so records with gaps become several requests.
final class StreamBatch {
    private final Map<String, NavigableMap<Long, String>> lines = new LinkedHashMap<>();
    private final Set<String> uploaded = new LinkedHashSet<>();
    private final List<JournalRecord> staged = new ArrayList<>();
    private final SummaryFold fold;
    private final Map<String, Long> base;
    private boolean summaryChanged;
    private Optional<String> config = Optional.empty();
    private OptionalInt exitCode = OptionalInt.empty();

    /// @param base index on the server of the first line of each file; lines of files not named have absolute
    ///     indexes
    StreamBatch(List<JournalRecord> records, SummaryFold fold, Map<String, Long> base) {
        this.fold = fold;
        this.base = base;
        records.forEach(this::add);
    }

    private void add(JournalRecord record) {
        summaryChanged |= fold.record(record);
        if (record instanceof JournalRecord.Line line) {
            lines.computeIfAbsent(line.file(), file -> new TreeMap<>())
                    .put(line.index() + base.getOrDefault(line.file(), 0L), line.text());
        } else if (record instanceof JournalRecord.ConfigChanged changed) {
            config = Optional.of(changed.config());
        } else if (record instanceof JournalRecord.FileSaved file && file.onServer()) {
            uploaded.add(file.name());
        } else if (record instanceof JournalRecord.FileSaved || record instanceof JournalRecord.ArtifactLogged) {
            staged.add(record);
        } else if (record instanceof JournalRecord.Finished finished) {
            exitCode = OptionalInt.of(finished.exitCode());
        }
    }

    boolean isEmpty() {
        boolean nothingToStream = lines.isEmpty() && uploaded.isEmpty() && !summaryChanged && exitCode.isEmpty();
        return nothingToStream && staged.isEmpty() && config.isEmpty();
    }

    /// Whether the run's end is among the records.
    boolean finishes() {
        return exitCode.isPresent();
    }

    /// The configuration to set first, since setting it revives a run.
    Optional<String> config() {
        return config;
    }

    /// Files and artifacts that are to be sent before what refers to them, in order.
    List<JournalRecord> staged() {
        return staged;
    }

    /// One of the staged files is on the server now.
    void uploaded(String name) {
        uploaded.add(name);
    }

    List<FileStreamRequest> requests() {
        Map<String, List<Block>> blocks = new LinkedHashMap<>();
        lines.forEach((file, byIndex) -> blocks.put(file, FileStreamRequest.blocks(byIndex)));
        int count = blocks.values().stream().mapToInt(List::size).max().orElse(1);
        List<FileStreamRequest> requests = new ArrayList<>();
        for (int i = 0; i < count - 1; i++) {
            requests.add(new FileStreamRequest(nth(blocks, i), List.of(), Set.of(), false, OptionalInt.empty()));
        }
        Map<String, List<Block>> last = nth(blocks, count - 1);
        if (summaryChanged) {
            last.put(FileStreamRequest.SUMMARY, List.of(new Block(0, List.of(fold.json()))));
        }
        FileStreamRequest request = new FileStreamRequest(last, List.of(), uploaded, false, exitCode);
        if (!request.isHeartbeat()) {
            requests.add(request);
        }
        return requests;
    }

    private static Map<String, List<Block>> nth(Map<String, List<Block>> blocks, int index) {
        Map<String, List<Block>> some = new LinkedHashMap<>();
        blocks.forEach((file, list) -> {
            if (index < list.size()) {
                some.put(file, List.of(list.get(index)));
            }
        });
        return some;
    }
}
