package dev.tunebook.server.history;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import dev.tunebook.store.history.LineDigest;
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
    /// @param writer which process of several that write the run sent it; empty where there is one
    record Request(FileStreamRequest message, long digest, boolean derive, Optional<String> writer) {
        /// Two writers may send the same bytes.
        long identity() {
            return digest ^ writer.map(id -> LineDigest.of(id.getBytes(UTF_8))).orElse(0L);
        }
    }

    /// What a request brings to a run.
    ///
    /// @param rows those that are new
    /// @param end number of the last row that was stored before, + 1
    /// @param others lines of other files
    private record Brought(List<LineBlock> rows, long end, List<LineBlock> others) {}

    /// @return whether the client should stop its program
    boolean take(Viewer viewer, RunPath path, Request request) {
        long run = store.runs().openRun(viewer, path, Access.WRITE).grant().runId();
        return streams.alone(run, () -> {
            OpenedRun opened = store.runs().openRun(viewer, path, Access.WRITE);
            request.writer().ifPresentOrElse(writer -> takeFrom(writer, opened, request), () -> take(opened, request));
            return opened.run().status().stopRequested();
        });
    }

    private void take(OpenedRun opened, Request request) {
        RunGrant grant = opened.grant();
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
        List<LineBlock> others = new ArrayList<>(events);
        if (!late) {
            others.addAll(blocks(message, FileStreamRequest.OUTPUT, HistoryFile.OUTPUT));
            summary(message).ifPresent(line -> others.add(summaryBlock(line)));
        }
        append(opened, request, new Brought(fresh, ends.getOrDefault(HistoryFile.HISTORY, 0L), others), late);
        if (!late) {
            recent.add(request, isStored(ends, fresh, rows, events));
        }
    }

    /// As if the writer had sent its lines at the places they have among those of all writers. Its summary
    /// counts key by key, as others have keys of their own. Only a new beginning revives a run that has ended by
    /// its own word: a writer may be late.
    private void takeFrom(String writer, OpenedRun opened, Request request) {
        RunGrant grant = opened.grant();
        FileStreamRequest message = request.message();
        RecentRequests recent = streams.recent(grant);
        boolean late = recent.has(request);
        streams.sharing(grant, () -> WriterLines.of(store.history(), grant), lines -> {
            long end = lines.end(HistoryFile.HISTORY);
            List<LineBlock> rows =
                    placed(lines, writer, blocks(message, FileStreamRequest.HISTORY, HistoryFile.HISTORY));
            List<LineBlock> others = new ArrayList<>(
                    placed(lines, writer, blocks(message, FileStreamRequest.EVENTS, HistoryFile.EVENTS)));
            if (!late) {
                others.addAll(placed(lines, writer, blocks(message, FileStreamRequest.OUTPUT, HistoryFile.OUTPUT)));
                summary(message)
                        .ifPresent(line -> others.add(
                                summaryBlock(DerivedSummary.with(opened.run().summary(), line))));
            }
            others.addAll(lines.unsaved());
            append(
                    opened,
                    request,
                    new Brought(rows, end, others),
                    late || message.exitCode().isEmpty());
        });
        if (!late) {
            recent.add(request, false);
        }
    }

    private static List<LineBlock> placed(WriterLines lines, String writer, List<LineBlock> blocks) {
        return blocks.stream()
                .flatMap(block -> lines.place(writer, block).stream())
                .toList();
    }

    private void append(OpenedRun opened, Request request, Brought brought, boolean late) {
        FileStreamRequest message = request.message();
        List<LineBlock> blocks = new ArrayList<>(brought.rows());
        blocks.addAll(brought.others());
        if (request.derive()) {
            DerivedSummary.of(opened.run().summary(), brought.rows(), brought.end())
                    .ifPresent(blocks::add);
        }
        Optional<RunState> state = state(opened.run(), message, late);
        Optional<Integer> exitCode = state.flatMap(ended -> exitCode(message));
        store.history().append(opened.grant(), new StreamBatch(clock.instant(), blocks, state, exitCode));
        lines.increment(blocks.stream().mapToInt(block -> block.lines().size()).sum());
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
    private static Optional<String> summary(FileStreamRequest message) {
        return message.blocks(FileStreamRequest.SUMMARY).stream()
                .flatMap(block -> block.lines().stream())
                .reduce((earlier, later) -> later)
                .filter(HistoryIngest::isObject);
    }

    private static LineBlock summaryBlock(String line) {
        return new LineBlock(HistoryFile.SUMMARY, 0, List.of(line));
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
