package dev.tunebook.sdk.internal.upload;

import dev.tunebook.model.Summary;
import dev.tunebook.model.SummaryKind;
import dev.tunebook.model.wire.FileStreamRequest;
import dev.tunebook.model.wire.HistoryRowCodec;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.internal.journal.JournalRecord;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Folds history lines into a summary: the latest value of each key, nested objects merged, or what a
/// metric's definition asks for. The same line index again replaces that line's contribution. Not safe for
/// concurrent use.
public final class SummaryFold {
    private static final String PROTOCOL_KEY = "_wandb";
    private static final String RUNTIME = "runtime";

    private final Map<String, JsonNode> values;
    private final Map<String, Set<SummaryKind>> kinds = new HashMap<>();
    private final Map<String, Statistics> statistics = new HashMap<>();
    private long openIndex = -1;
    private Map<String, JsonNode> openRow = Map.of();

    public SummaryFold(Summary start) {
        this.values = new LinkedHashMap<>(start.values());
    }

    /// What the summary keeps of a key from now on; empty for the latest value alone.
    public void define(String key, Set<SummaryKind> wanted) {
        kinds.put(key, Set.copyOf(wanted));
    }

    /// What a journal record means for the summary.
    ///
    /// @return whether it means anything
    public boolean record(JournalRecord record) {
        if (record instanceof JournalRecord.Line line && line.file().equals(FileStreamRequest.HISTORY)) {
            row(line.index(), Json.members(Json.parseObject(line.text())));
            return true;
        }
        if (record instanceof JournalRecord.SummaryChanged changed) {
            set(Json.members(changed.values()));
            return true;
        }
        if (record instanceof JournalRecord.MetricDefined metric) {
            define(metric.name(), SummaryKind.ofNames(metric.kinds()));
        }
        return false;
    }

    /// A history row with its reserved members.
    public void row(long index, Map<String, JsonNode> row) {
        Map<String, JsonNode> before = index == openIndex ? openRow : Map.of();
        row.forEach((key, value) -> fold(key, value, before.get(key)));
        JsonNode runtime = row.get(HistoryRowCodec.RUNTIME);
        if (runtime != null && runtime.isNumber()) {
            ObjectNode own = Json.object();
            own.put(RUNTIME, runtime.asLong());
            values.merge(PROTOCOL_KEY, own, SummaryFold::overlay);
        }
        openIndex = index;
        openRow = row;
    }

    /// Values somebody set by hand.
    public void set(Map<String, JsonNode> newer) {
        values.putAll(newer);
    }

    public Summary summary() {
        return new Summary(values);
    }

    public String json() {
        return Json.writeExtended(Json.object(values));
    }

    private void fold(String key, JsonNode value, @Nullable JsonNode replaced) {
        Set<SummaryKind> wanted = kinds.getOrDefault(key, Set.of());
        if (wanted.contains(SummaryKind.NONE)) {
            return;
        }
        if (wanted.isEmpty() || !value.isNumber()) {
            values.merge(key, value, SummaryFold::overlay);
            return;
        }
        Statistics seen = statistics.computeIfAbsent(key, name -> new Statistics());
        seen.add(value, replaced);
        ObjectNode kept = Json.object();
        wanted.stream().sorted().forEach(kind -> kept.set(kind.member(), seen.get(kind)));
        values.put(key, kept);
    }

    private static JsonNode overlay(JsonNode below, JsonNode above) {
        boolean bothPlainObjects = below.isObject() && above.isObject() && !below.has("_type") && !above.has("_type");
        if (!bothPlainObjects) {
            return above;
        }
        Map<String, JsonNode> members = Json.members(below);
        Json.members(above).forEach((key, value) -> members.merge(key, value, SummaryFold::overlay));
        return Json.object(members);
    }

    private static final class Statistics {
        private JsonNode first = Json.tree(Double.NaN);
        private JsonNode last = first;
        private JsonNode min = first;
        private JsonNode max = first;
        private double sum;
        private long count;

        void add(JsonNode value, @Nullable JsonNode replaced) {
            if (count == 0) {
                first = value;
            }
            last = value;
            double number = Json.asDouble(value);
            if (!Double.isNaN(number)) {
                min = Double.isNaN(Json.asDouble(min)) || number < Json.asDouble(min) ? value : min;
                max = Double.isNaN(Json.asDouble(max)) || number > Json.asDouble(max) ? value : max;
            }
            if (replaced != null && replaced.isNumber()) {
                sum += number - Json.asDouble(replaced);
            } else {
                sum += number;
                count++;
            }
        }

        JsonNode get(SummaryKind kind) {
            return switch (kind) {
                case MIN -> min;
                case MAX -> max;
                case MEAN -> Json.tree(sum / count);
                case FIRST -> first;
                case LAST, NONE -> last;
            };
        }
    }
}
