package dev.tunebook.server.finetunes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.history.Series;
import dev.tunebook.store.history.SeriesQuery;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunGrant;
import java.time.Instant;
import java.util.List;

/// Judges runs by their whole stored history, each state of a run once.
final class Verdicts {
    private static final List<String> KEYS = List.of("full_valid_loss", "valid_loss", "train_loss");
    /// Of longer curves a point for each of so many stretches is judged.
    private static final int POINTS = 20_000;

    private final Store store;
    private final Cache<Long, Kept> kept =
            Caffeine.newBuilder().maximumSize(10_000).build();

    private record Kept(int generation, Instant updatedAt, Verdict verdict) {
        boolean isOf(Run run) {
            return generation == run.status().generation()
                    && updatedAt.equals(run.status().updatedAt());
        }
    }

    Verdicts(Store store) {
        this.store = store;
    }

    Verdict of(Run run, Viewer viewer) {
        Kept found = kept.getIfPresent(run.id());
        if (found == null || !found.isOf(run)) {
            found = new Kept(run.status().generation(), run.status().updatedAt(), judge(run, viewer));
            kept.put(run.id(), found);
        }
        return found.verdict();
    }

    private Verdict judge(Run run, Viewer viewer) {
        RunGrant grant = store.runs().open(viewer, run.id(), Access.METRICS);
        List<Verdict.Curve> curves =
                store.history().series(List.of(grant), SeriesQuery.of(KEYS, "_step", POINTS)).stream()
                        .map(Verdicts::curve)
                        .toList();
        return Verdict.of(curves.get(0), curves.get(1), curves.get(2));
    }

    private static Verdict.Curve curve(Series series) {
        return new Verdict.Curve(series.x(), series.last());
    }
}
