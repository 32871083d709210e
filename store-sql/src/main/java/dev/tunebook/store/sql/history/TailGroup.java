package dev.tunebook.store.sql.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/// The lines of a group that are in the journal and in memory, as they came. Never changes, apart from being read as
/// JSON when first asked for.
final class TailGroup {
    private final List<GroupLines> parts;
    private final long sequence;
    private final long memory;
    private FutureTask<PackedGroup> packing = new FutureTask<>(this::packed);
    private volatile List<GroupColumns> columns = List.of();

    private TailGroup(List<GroupLines> parts, long sequence) {
        this.parts = parts;
        this.sequence = sequence;
        this.memory = parts.stream().mapToLong(GroupLines::memory).sum();
    }

    static TailGroup of(GroupLines lines, long sequence) {
        return new TailGroup(List.of(lines), sequence);
    }

    /// The greatest journal sequence among the lines.
    long sequence() {
        return sequence;
    }

    long memory() {
        return memory;
    }

    int parts() {
        return parts.size();
    }

    /// With what came later.
    TailGroup and(TailGroup later) {
        List<GroupLines> all = new ArrayList<>(parts);
        all.addAll(later.parts);
        return new TailGroup(all, Math.max(sequence, later.sequence));
    }

    /// The same lines in one part.
    TailGroup folded() {
        return parts.size() == 1 ? this : new TailGroup(List.of(GroupLines.merge(parts)), sequence);
    }

    /// The lines, once folded.
    GroupLines lines() {
        return parts.getFirst();
    }

    /// Packs the lines, once folded, when it is first run; begun anew after a failure. A group on its way out need not
    /// hold them as JSON.
    synchronized FutureTask<PackedGroup> packing() {
        if (packing.state() == Future.State.FAILED) {
            packing = new FutureTask<>(this::packed);
        }
        return packing;
    }

    private PackedGroup packed() {
        List<GroupColumns> read = columns;
        return PackedGroup.of(read.isEmpty() ? GroupColumns.of(lines()) : read.getFirst());
    }

    /// The lines read as JSON, once folded. They stay.
    GroupColumns columns() {
        List<GroupColumns> read = columns;
        if (read.isEmpty()) {
            read = List.of(GroupColumns.of(lines()));
            columns = read;
        }
        return read.getFirst();
    }
}
