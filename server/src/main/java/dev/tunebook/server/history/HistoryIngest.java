package dev.tunebook.server.history;

import dev.tunebook.model.RunPath;
import dev.tunebook.model.RunState;
import dev.tunebook.model.wire.FileStreamRequest;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.LineBlock;
import dev.tunebook.store.history.StreamBatch;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.OpenedRun;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunGrant;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// Takes in what a stream request says of a run: lines, the summary, its state. Returns when all of it is durable.
///
/// A client sends one request after the other and each until it is acknowledged, so a request may come twice, and again
/// long after those that followed it. Such a *late* one is told by its bytes: what it says beside rows has been said
/// before, and what came since counts.
final class HistoryIngest {
    /// Ended or waiting without a word of the client's own, which any request of it contradicts.
    private static final Set<RunState> SILENT = Set.of(RunState.PENDING, RunState.CRASHED, RunState.PREEMPTED);

    private final Store store;
    private final InstantSource clock;
    private final RepeatedLines repeated;
    private final RunStreams streams = new RunStreams();
    private final Counter lines;

    HistoryIngest(Store store, InstantSource clock, MeterRegistry metrics) {
        this.store = store;
        this.clock = clock;
        this.repeated = new RepeatedLines(store.history());
        this.lines = Counter.builder("tunebook.ingest.lines")
                .description("Lines taken in, repeats included")
                .register(metrics);
    }

    /// @param digest of the request's bytes
    /// @param derive whether the client leaves the summary to the server: the newest value of each key
    record Request(FileStreamRequest message, long digest, boolean derive) {}

    /// @return whether the client should stop its program
    boolean take(Viewer viewer, RunPath path, Request request) {
        long run = store.runs().openRun(viewer, path, Access.WRITE).grant().runId();
        return streams.alone(run, () -> take(store.runs().openRun(viewer, path, Access.WRITE), request));
    }

    private boolean take(OpenedRun opened, Request request) {
        RunGrant grant = opened.grant();
        Run run = opened.run();
        FileStreamRequest message = request.message();
        List<LineBlock> rows = blocks(message, FileStreamRequest.HISTORY, HistoryFile.HISTORY);
        List<LineBlock> events = blocks(message, FileStreamRequest.EVENTS, HistoryFile.EVENTS);
        Map<HistoryFile, Long> ends =
                rows.isEmpty() && events.isEmpty() ? Map.of() : store.history().lineCounts(grant);
        List<LineBlock> fresh = rows.stream()
                .flatMap(block -> repeated.without(grant, block).stream())
                .toList();
        RecentRequests recent = streams.recent(grant);
        boolean late = recent.has(request);
        List<LineBlock> blocks = new ArrayList<>(fresh);
        blocks.addAll(events);
        if (!late) {
            blocks.addAll(blocks(message, FileStreamRequest.OUTPUT, HistoryFile.OUTPUT));
            summary(message).ifPresent(blocks::add);
        }
        if (request.derive()) {
            DerivedSummary.of(run.summary(), fresh, ends.getOrDefault(HistoryFile.HISTORY, 0L))
                    .ifPresent(blocks::add);
        }
        Optional<RunState> state = state(run, message, late);
        Optional<Integer> exitCode = state.flatMap(ended -> exitCode(message));
        store.history().append(grant, new StreamBatch(clock.instant(), blocks, state, exitCode));
        if (!late) {
            recent.add(request, isStored(ends, fresh, rows, events));
        }
        lines.increment(blocks.stream().mapToInt(block -> block.lines().size()).sum());
        return run.status().stopRequested();
    }

    /// Whether there are rows or events, and none beyond what was stored before.
    private static boolean isStored(
            Map<HistoryFile, Long> ends, List<LineBlock> fresh, List<LineBlock> rows, List<LineBlock> events) {
        return !(rows.isEmpty() && events.isEmpty())
                && Stream.concat(fresh.stream(), events.stream())
                        .allMatch(block -> block.end() <= ends.getOrDefault(block.file(), 0L));
    }

    private static List<LineBlock> blocks(FileStreamRequest message, String name, HistoryFile file) {
        return message.blocks(name).stream()
                .filter(block -> !block.lines().isEmpty())
                .map(block -> {
                    requireCountable(name, block);
                    return new LineBlock(file, block.offset(), block.lines());
                })
                .toList();
    }

    private static void requireCountable(String name, FileStreamRequest.Block block) {
        if (block.offset() > LineBlock.LAST_LINE + 1 - block.lines().size()) {
            throw HttpFailure.badRequest(
                    "line_number",
                    block.lines().size() + " lines of " + name + " from line " + block.offset()
                            + " do not fit; lines count from 0 to " + LineBlock.LAST_LINE + ".");
        }
    }

    /// The newest summary line; one that is no JSON object says nothing and must not end the stream.
    private static Optional<LineBlock> summary(FileStreamRequest message) {
        return message.blocks(FileStreamRequest.SUMMARY).stream()
                .flatMap(block -> block.lines().stream())
                .reduce((earlier, later) -> later)
                .filter(HistoryIngest::isObject)
                .map(line -> new LineBlock(HistoryFile.SUMMARY, 0, List.of(line)));
    }

    private static boolean isObject(String line) {
        try {
            return Json.parse(line).isObject();
        } catch (InvalidJsonException e) {
            return false;
        }
    }

    /// The end of a run, its announced preemption, or its return to life; empty leaves the state as it is. A late word
    /// changes nothing of a run that has ended by its own word.
    private static Optional<RunState> state(Run run, FileStreamRequest message, boolean late) {
        RunState before = run.status().state();
        boolean silent = SILENT.contains(before);
        if (late && before.hasEnded() && !silent) {
            return Optional.empty();
        }
        OptionalInt exitCode = message.exitCode();
        if (exitCode.isPresent()) {
            boolean killed = run.status().stopRequested() && exitCode.getAsInt() != 0;
            return Optional.of(killed ? RunState.KILLED : RunState.ofExitCode(exitCode.getAsInt()));
        }
        if (message.preempting()) {
            return Optional.of(RunState.PREEMPTING);
        }
        return silent || before.hasEnded() ? Optional.of(RunState.RUNNING) : Optional.empty();
    }

    private static Optional<Integer> exitCode(FileStreamRequest message) {
        return message.exitCode().isPresent() ? Optional.of(message.exitCode().getAsInt()) : Optional.empty();
    }
}
