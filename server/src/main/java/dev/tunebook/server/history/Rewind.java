package dev.tunebook.server.history;

import dev.tunebook.model.RunPath;
import dev.tunebook.model.wire.HistoryRowCodec;
import dev.tunebook.model.wire.Json;
import dev.tunebook.server.auth.Users;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.HistoryStore;
import dev.tunebook.store.Store;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunGrant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// `rewindRun`: the run goes on from a step as if nothing had been logged after it. The rows up to it are carried
/// into a new generation, the summary is made anew from them; system metrics and console start empty, as the client's
/// offsets do.
final class Rewind {
    private static final int PAGE = 10_000;
    private static final String DEFAULT_PROJECT = "uncategorized";

    private final Store store;

    Rewind(Store store) {
        this.store = store;
    }

    record Payload(Optional<Run> rewoundRun) {}

    void wire(Wiring wiring) {
        wiring.mutation("rewindRun", this::rewind).record("RewindRunPayload", Payload.class);
    }

    private Payload rewind(Call call) {
        Arguments input = call.input();
        String metric = input.required("metricName");
        if (!metric.equals(HistoryRowCodec.STEP)) {
            throw HttpFailure.badRequest(
                    "invalid_metric", "A run is rewound to a value of '_step', not of '" + metric + "'.");
        }
        RunPath path = RunPath.of(
                Users.entity(store, call.viewer(), input.text("entityName")),
                input.text("projectName").filter(name -> !name.isEmpty()).orElse(DEFAULT_PROJECT),
                input.required("runName"));
        double step = input.decimal("metricValue").orElseThrow();
        return new Payload(store.runs().run(call.viewer(), path).map(run -> rewind(call, run, step)));
    }

    private Run rewind(Call call, Run run, double step) {
        HistoryStore history = store.history();
        RunGrant before = store.runs().open(call.viewer(), run.id(), Access.WRITE);
        long kept = rowsUpTo(before, step);
        RunGrant after = store.runLifecycle().nextGeneration(call.viewer(), run.id());
        history.carryOver(before, after, Map.of(HistoryFile.HISTORY, kept));
        return store.runLifecycle().activate(after, summary(before, kept));
    }

    /// The number of the first row beyond the step, or of all rows.
    private long rowsUpTo(RunGrant grant, double step) {
        LineQuery beyond =
                LineQuery.steps(Math.nextUp(step), Double.POSITIVE_INFINITY).evenly(1);
        List<HistoryLine> first = store.history().rawRange(grant, HistoryFile.HISTORY, beyond);
        return first.isEmpty()
                ? store.history().lineCounts(grant).getOrDefault(HistoryFile.HISTORY, 0L)
                : first.get(0).number();
    }

    private String summary(RunGrant grant, long kept) {
        ObjectNode summary = Json.object();
        for (long from = 0; from < kept; from += PAGE) {
            LineQuery page = LineQuery.lines(from, Math.min(kept, from + PAGE));
            DerivedSummary.over(
                    summary,
                    store.history().rawRange(grant, HistoryFile.HISTORY, page).stream()
                            .map(HistoryLine::text));
        }
        return Json.writeExtended(summary);
    }
}
