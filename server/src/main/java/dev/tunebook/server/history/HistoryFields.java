package dev.tunebook.server.history;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.PlainValues;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.HistoryStore;
import dev.tunebook.store.Store;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.HistoryStats;
import dev.tunebook.store.history.KeyStats;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunGrant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/// What a run answers from its lines: counts, tails, keys and rows.
final class HistoryFields {
    private static final int SAMPLES = 500;
    private static final int MOST_SAMPLES = 100_000;

    private final Store store;

    HistoryFields(Store store) {
        this.store = store;
    }

    /// There are no exported files; clients then read the live rows.
    record ParquetHistory(List<String> parquetUrls, List<Object> liveData) {}

    void wire(Wiring wiring) {
        wiring.type("Run", Run.class)
                .field("historyLineCount", (run, call) -> count(run, call, HistoryFile.HISTORY))
                .field("eventsLineCount", (run, call) -> count(run, call, HistoryFile.EVENTS))
                .field("logLineCount", (run, call) -> count(run, call, HistoryFile.OUTPUT))
                .field("historyTail", (run, call) -> tail(run, call, HistoryFile.HISTORY))
                .field("eventsTail", (run, call) -> tail(run, call, HistoryFile.EVENTS))
                .field("historyKeys", this::keys)
                .field("history", this::history)
                .field("events", this::events)
                .field("sampledHistory", this::sampled)
                .field("parquetHistory", (run, call) -> new ParquetHistory(List.of(), List.of()));
        wiring.record("ParquetHistory", ParquetHistory.class);
    }

    private HistoryStore lines() {
        return store.history();
    }

    private RunGrant open(Run run, Call call) {
        return open(run, call, Access.METRICS);
    }

    private RunGrant open(Run run, Call call, Access access) {
        return store.runs().open(call.viewer(), run.id(), access);
    }

    private long count(Run run, Call call, HistoryFile file) {
        Access access = file.keyed() ? Access.METRICS : Access.READ;
        return lines().lineCounts(open(run, call, access)).getOrDefault(file, 0L);
    }

    /// A JSON list of the newest line as text, which resuming clients read step and runtime from.
    private String tail(Run run, Call call, HistoryFile file) {
        ArrayNode tail = Json.array();
        lines().rawRange(open(run, call), file, LineQuery.last(1)).forEach(line -> tail.add(line.text()));
        return Json.write(tail);
    }

    private Map<String, Object> keys(Run run, Call call) {
        HistoryStats stats = lines().stats(open(run, call), HistoryFile.HISTORY);
        Map<String, Object> keys = new LinkedHashMap<>();
        stats.keys().forEach(key -> keys.put(key.key(), described(key)));
        return Map.of("lastStep", stats.lastStep().orElse(-1), "keys", keys, "sets", List.of());
    }

    private static Map<String, @Nullable Object> described(KeyStats key) {
        List<Map<String, Object>> counts = key.counts().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(count -> Map.<String, Object>of(
                        "type", count.getKey().name().toLowerCase(Locale.ROOT), "count", count.getValue()))
                .toList();
        Map<String, @Nullable Object> described = new LinkedHashMap<>();
        described.put("typeCounts", counts);
        described.put("previousValue", PlainValues.value(Json.parse(key.last())));
        return described;
    }

    /// With a range of steps every row in it, `maxStep` excluded; without one a sample.
    private List<String> history(Run run, Call call) {
        OptionalLong min = call.arguments().number("minStep");
        OptionalLong max = call.arguments().number("maxStep");
        if (min.isEmpty() && max.isEmpty()) {
            return sample(run, call, HistoryFile.HISTORY);
        }
        LineQuery query = LineQuery.steps(
                min.isPresent() ? min.getAsLong() : Double.NEGATIVE_INFINITY,
                max.isPresent() ? max.getAsLong() : Double.POSITIVE_INFINITY);
        return Steps.ascending(lines().rawRange(open(run, call), HistoryFile.HISTORY, query));
    }

    private List<String> events(Run run, Call call) {
        return sample(run, call, HistoryFile.EVENTS);
    }

    private List<String> sample(Run run, Call call, HistoryFile file) {
        int samples = Math.max(1, call.arguments().count("samples", SAMPLES, MOST_SAMPLES));
        List<HistoryLine> sampled = lines().rawRange(open(run, call), file, LineQuery.ALL.evenly(samples));
        return file == HistoryFile.HISTORY
                ? Steps.ascending(sampled)
                : sampled.stream().map(HistoryLine::text).toList();
    }

    private List<List<Map<String, @Nullable Object>>> sampled(Run run, Call call) {
        RunGrant grant = open(run, call);
        Arguments arguments = call.arguments();
        return arguments.texts("specs").orElse(List.of()).stream()
                .map(spec -> SampleSpec.parse(spec).rows(lines(), grant))
                .toList();
    }
}
