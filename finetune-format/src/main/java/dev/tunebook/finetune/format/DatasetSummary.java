package dev.tunebook.finetune.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// What a dataset file holds.
///
/// @param examples how many examples of each kind
/// @param brokenRecords how many records could not be read
/// @param firstBroken the first of them, at most [#KEPT]
public record DatasetSummary(
        Map<DatasetFormat, Long> examples, long brokenRecords, List<DatasetLine.Broken> firstBroken) {

    /// How many broken records are kept.
    public static final int KEPT = 100;

    public DatasetSummary {
        Map<DatasetFormat, Long> counts = new EnumMap<>(DatasetFormat.class);
        counts.putAll(examples);
        examples = Collections.unmodifiableMap(counts);
        firstBroken = List.copyOf(firstBroken);
    }

    /// Reads to the end, in constant memory.
    public static DatasetSummary of(Iterator<DatasetLine> lines) {
        Map<DatasetFormat, Long> examples = new EnumMap<>(DatasetFormat.class);
        List<DatasetLine.Broken> firstBroken = new ArrayList<>();
        long broken = 0;
        while (lines.hasNext()) {
            DatasetLine line = lines.next();
            if (line instanceof DatasetLine.Readable readable) {
                examples.merge(readable.example().format(), 1L, Long::sum);
            } else if (line instanceof DatasetLine.Broken found) {
                broken++;
                if (firstBroken.size() < KEPT) {
                    firstBroken.add(found);
                }
            }
        }
        return new DatasetSummary(examples, broken, firstBroken);
    }

    /// How many examples there are, of whatever kind.
    public long count() {
        return examples.values().stream().mapToLong(Long::longValue).sum();
    }

    /// The kind most examples are of; a tie goes to the better known one.
    public DatasetFormat format() {
        DatasetFormat most = DatasetFormat.UNKNOWN;
        for (DatasetFormat format : DatasetFormat.values()) {
            long here = examples.getOrDefault(format, 0L);
            if (here > 0 && (most == DatasetFormat.UNKNOWN || here > examples.getOrDefault(most, 0L))) {
                most = format;
            }
        }
        return most;
    }
}
