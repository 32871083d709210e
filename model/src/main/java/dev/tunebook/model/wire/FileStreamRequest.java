package dev.tunebook.model.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/// One message of a run's file stream. Law: sending [#merge(FileStreamRequest)] of two has the effect of
/// sending one after
/// the other.
///
/// @param files lines by file name; blocks are applied in order, a later line replaces an earlier one of the
///     same index
/// @param binaries chunks of binary files (old clients only), applied in order
/// @param uploaded run files whose upload has finished
/// @param preempting whether the run expects to be stopped by its machine
/// @param exitCode present when the run is complete
public record FileStreamRequest(
        Map<String, List<Block>> files,
        List<BinaryChunk> binaries,
        Set<String> uploaded,
        boolean preempting,
        OptionalInt exitCode) {
    public static final String HISTORY = "wandb-history.jsonl";
    public static final String EVENTS = "wandb-events.jsonl";
    public static final String SUMMARY = "wandb-summary.json";
    public static final String OUTPUT = "output.log";

    /// Says nothing but that the run is alive.
    public static final FileStreamRequest HEARTBEAT =
            new FileStreamRequest(Map.of(), List.of(), Set.of(), false, OptionalInt.empty());

    /// Consecutive lines of a file.
    ///
    /// @param offset index of the first line, from 0
    /// @param lines without line ends
    public record Block(long offset, List<String> lines) {
        public Block {
            if (offset < 0) {
                throw new IllegalArgumentException("line offset " + offset + " is negative; offsets count from 0");
            }
            lines = lines instanceof Utf8Lines ? lines : List.copyOf(lines);
        }

        /// Index of the line after the last.
        public long end() {
            return offset + lines.size();
        }
    }

    /// @param byteOffset where the bytes belong
    /// @param base64 the bytes
    public record BinaryChunk(String file, long byteOffset, String base64) {}

    public FileStreamRequest {
        Map<String, List<Block>> copies = new LinkedHashMap<>();
        files.forEach((name, blocks) -> copies.put(name, List.copyOf(blocks)));
        files = Collections.unmodifiableMap(copies);
        binaries = List.copyOf(binaries);
        uploaded = Collections.unmodifiableSet(new LinkedHashSet<>(uploaded));
    }

    /// Lines of one file.
    public static FileStreamRequest lines(String file, long offset, List<String> lines) {
        return new FileStreamRequest(
                Map.of(file, List.of(new Block(offset, lines))), List.of(), Set.of(), false, OptionalInt.empty());
    }

    /// The complete summary, which replaces the one before.
    public static FileStreamRequest summary(String json) {
        return lines(SUMMARY, 0, List.of(json));
    }

    public static FileStreamRequest uploaded(Set<String> names) {
        return new FileStreamRequest(Map.of(), List.of(), names, false, OptionalInt.empty());
    }

    /// The last message of a run.
    public static FileStreamRequest complete(int exitCode) {
        return new FileStreamRequest(Map.of(), List.of(), Set.of(), false, OptionalInt.of(exitCode));
    }

    public boolean isComplete() {
        return exitCode.isPresent();
    }

    public boolean isHeartbeat() {
        return equals(HEARTBEAT);
    }

    public List<Block> blocks(String file) {
        return files.getOrDefault(file, List.of());
    }

    /// This message and then the other, as one. A message without exit code after a complete one revives the
    /// run, so the
    /// later word on completion counts.
    public FileStreamRequest merge(FileStreamRequest later) {
        Map<String, List<Block>> both = new LinkedHashMap<>(files);
        later.files.forEach((name, blocks) -> both.merge(name, blocks, (a, b) -> join(name, a, b)));
        List<BinaryChunk> chunks = new ArrayList<>(binaries);
        chunks.addAll(later.binaries);
        Set<String> names = new LinkedHashSet<>(uploaded);
        names.addAll(later.uploaded);
        return new FileStreamRequest(both, chunks, names, preempting || later.preempting, later.exitCode);
    }

    private static List<Block> join(String file, List<Block> earlier, List<Block> later) {
        if (file.equals(SUMMARY)) {
            return later.stream().allMatch(block -> block.lines().isEmpty()) ? earlier : later;
        }
        NavigableMap<Long, String> lines = new TreeMap<>();
        for (List<Block> blocks : List.of(earlier, later)) {
            for (Block block : blocks) {
                for (int i = 0; i < block.lines().size(); i++) {
                    lines.put(block.offset() + i, block.lines().get(i));
                }
            }
        }
        return blocks(lines);
    }

    /// The blocks of consecutive lines among these, by index.
    public static List<Block> blocks(NavigableMap<Long, String> lines) {
        List<Block> blocks = new ArrayList<>();
        List<String> current = new ArrayList<>();
        long offset = 0;
        for (Map.Entry<Long, String> line : lines.entrySet()) {
            if (line.getKey() != offset + current.size() && !current.isEmpty()) {
                blocks.add(new Block(offset, current));
                current = new ArrayList<>();
            }
            if (current.isEmpty()) {
                offset = line.getKey();
            }
            current.add(line.getValue());
        }
        if (!current.isEmpty()) {
            blocks.add(new Block(offset, current));
        }
        return blocks;
    }
}
