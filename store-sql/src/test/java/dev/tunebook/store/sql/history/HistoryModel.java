package dev.tunebook.store.sql.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.store.HistoryStore;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.HistoryStats;
import dev.tunebook.store.history.KeyStats;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.history.Series;
import dev.tunebook.store.history.SeriesQuery;
import dev.tunebook.store.runs.RunGrant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/// Asks two stores the same and expects the same answers.
final class HistoryModel {
    private static final List<String> KEYS =
            List.of("_step", "loss", "acc", "nested.deep.x", "n.o", "key1", "key2", "missing");

    private final HistoryStore expected;
    private final HistoryStore actual;
    private final SplittableRandom random;

    HistoryModel(HistoryStore expected, HistoryStore actual, SplittableRandom random) {
        this.expected = expected;
        this.actual = actual;
        this.random = random;
    }

    void check(List<RunGrant> grants) {
        for (RunGrant grant : grants) {
            assertThat(actual.lineCounts(grant)).as("%s", grant).isEqualTo(expected.lineCounts(grant));
            for (HistoryFile file : HistoryFile.values()) {
                for (int i = 0; i < 4; i++) {
                    LineQuery query = query(grant, file);
                    assertThat(actual.rawRange(grant, file, query))
                            .as("%s %s %s", grant, file, query)
                            .isEqualTo(expected.rawRange(grant, file, query));
                }
                stats(grant, file);
            }
        }
        SeriesQuery query = seriesQuery();
        List<Series> found = actual.series(grants, query);
        List<Series> wanted = expected.series(grants, query);
        assertThat(found).hasSameSizeAs(wanted);
        for (int i = 0; i < found.size(); i++) {
            assertThat(described(found.get(i))).as("%s", query).isEqualTo(described(wanted.get(i)));
        }
    }

    private static String described(Series series) {
        return String.join(
                " ",
                series.runId() + " " + series.key() + " " + series.raw() + " " + series.lines(),
                Arrays.toString(series.x()),
                Arrays.toString(series.last()),
                Arrays.toString(series.min()),
                Arrays.toString(series.max()),
                Arrays.toString(series.mean()));
    }

    private LineQuery query(RunGrant grant, HistoryFile file) {
        long end = expected.lineCounts(grant).getOrDefault(file, 0L);
        LineQuery query = switch (random.nextInt(6)) {
            case 0 -> LineQuery.ALL;
            case 1 -> LineQuery.lines(random.nextLong(end + 2), random.nextLong(end + 5));
            case 2 -> LineQuery.lines(Math.max(0, end - 1), end);
            case 3 -> {
                double min = random.nextInt(8200) - 10;
                yield LineQuery.steps(min, min + random.nextInt(200));
            }
            case 4 -> {
                var lines = expected.rawRange(grant, file, LineQuery.ALL);
                yield LineQuery.same(
                        lines.isEmpty()
                                ? "none"
                                : lines.get(random.nextInt(lines.size())).text());
            }
            default -> LineQuery.steps(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        };
        if (file.keyed() && random.nextInt(3) == 0) {
            query = query.with(keys(1 + random.nextInt(2)));
        }
        return switch (random.nextInt(4)) {
            case 0 -> query.evenly(1 + random.nextInt(20));
            case 1 -> new LineQuery(query.window(), query.keys(), new LineQuery.Pick.Last(random.nextInt(20)));
            default -> query;
        };
    }

    private List<String> keys(int count) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(KEYS.get(random.nextInt(KEYS.size())));
        }
        return keys;
    }

    private SeriesQuery seriesQuery() {
        OptionalDouble min =
                random.nextBoolean() ? OptionalDouble.of(random.nextInt(4200) - 10) : OptionalDouble.empty();
        OptionalDouble max = random.nextBoolean() ? OptionalDouble.of(random.nextInt(8200)) : OptionalDouble.empty();
        return new SeriesQuery(
                random.nextInt(4) == 0 ? HistoryFile.EVENTS : HistoryFile.HISTORY,
                keys(3),
                random.nextInt(3) == 0 ? KEYS.get(random.nextInt(KEYS.size())) : "_step",
                min,
                max,
                1 + random.nextInt(50));
    }

    private void stats(RunGrant grant, HistoryFile file) {
        HistoryStats found = actual.stats(grant, file);
        HistoryStats wanted = expected.stats(grant, file);
        assertThat(found.lines()).isEqualTo(wanted.lines());
        assertThat(found.lastStep()).isEqualTo(wanted.lastStep());
        assertThat(found.keys())
                .extracting(KeyStats::key)
                .isEqualTo(wanted.keys().stream().map(KeyStats::key).toList());
        for (int i = 0; i < wanted.keys().size(); i++) {
            KeyStats one = found.keys().get(i);
            KeyStats other = wanted.keys().get(i);
            assertThat(one.counts()).as(one.key()).isEqualTo(other.counts());
            assertThat(same(one.min(), other.min())).as("%s min", one).isTrue();
            assertThat(same(one.max(), other.max())).as("%s max", one).isTrue();
            assertThat(Json.parse(one.last())).as(one.key()).isEqualTo(Json.parse(other.last()));
        }
    }

    /// Equal as numbers: the sign of a zero is of no interest in a range.
    private static boolean same(OptionalDouble one, OptionalDouble other) {
        return one.isPresent() == other.isPresent() && one.orElse(0) == other.orElse(0);
    }
}
