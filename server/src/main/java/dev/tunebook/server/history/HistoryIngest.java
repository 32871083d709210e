package dev.tunebook.server.history;

import dev.tunebook.model.RunPath;
import dev.tunebook.model.RunState;
import dev.tunebook.model.wire.FileStreamRequest;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.HistoryStore;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.LineBlock;
import dev.tunebook.store.history.StreamBatch;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunGrant;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Takes in what a stream request says of a run: lines, the summary, its state. Returns when all of it is durable.
final class HistoryIngest {
    private final Store store;
    private final InstantSource clock;
    private final RepeatedLines repeated;
    private final Counter lines;

    HistoryIngest(Store store, InstantSource clock, MeterRegistry metrics) {
        this.store = store;
        this.clock = clock;
        this.repeated = new RepeatedLines(store.history());
        this.lines = Counter.builder("tunebook.ingest.lines")
                .description("Lines taken in, repeats included")
                .register(metrics);
    }

    /// @param derive whether the client leaves the summary to the server: the newest value of each key
    /// @return whether the client should stop its program
    boolean take(Viewer viewer, RunPath path, FileStreamRequest message, boolean derive) {
        RunGrant grant = store.runs().open(viewer, path, Access.WRITE);
        Run run = store.runs().runs(viewer, List.of(grant.runId())).stream()
                .findFirst()
                .orElseThrow();
        List<LineBlock> blocks = blocks(grant, message);
        if (derive) {
            DerivedSummary.of(run, blocks).ifPresent(blocks::add);
        }
        HistoryStore history = store.history();
        history.append(grant, new StreamBatch(clock.instant(), blocks, state(run, message), exitCode(message)));
        lines.increment(blocks.stream().mapToInt(block -> block.lines().size()).sum());
        return run.status().stopRequested();
    }

    private List<LineBlock> blocks(RunGrant grant, FileStreamRequest message) {
        List<LineBlock> blocks = new ArrayList<>();
        for (LineBlock block : blocks(message, FileStreamRequest.HISTORY, HistoryFile.HISTORY)) {
            blocks.addAll(repeated.without(grant, block));
        }
        blocks.addAll(blocks(message, FileStreamRequest.EVENTS, HistoryFile.EVENTS));
        blocks.addAll(blocks(message, FileStreamRequest.OUTPUT, HistoryFile.OUTPUT));
        summary(message).ifPresent(blocks::add);
        return blocks;
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

    /// The end of a run, its announced preemption, or its return to life; empty leaves the state as it is.
    private static Optional<RunState> state(Run run, FileStreamRequest message) {
        RunState before = run.status().state();
        OptionalInt exitCode = message.exitCode();
        if (exitCode.isPresent()) {
            boolean killed = run.status().stopRequested() && exitCode.getAsInt() != 0;
            return Optional.of(killed ? RunState.KILLED : RunState.ofExitCode(exitCode.getAsInt()));
        }
        if (message.preempting()) {
            return Optional.of(RunState.PREEMPTING);
        }
        boolean silent = before.hasEnded() || before.equals(RunState.PENDING);
        return Stream.of(RunState.RUNNING).filter(state -> silent).findFirst();
    }

    private static Optional<Integer> exitCode(FileStreamRequest message) {
        return message.exitCode().isPresent() ? Optional.of(message.exitCode().getAsInt()) : Optional.empty();
    }
}
