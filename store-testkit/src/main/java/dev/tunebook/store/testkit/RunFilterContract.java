package dev.tunebook.store.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.tunebook.model.wire.Json;
import dev.tunebook.store.Page;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunFilter;
import dev.tunebook.store.runs.RunFilter.Comparison;
import dev.tunebook.store.runs.RunFilter.Value;
import dev.tunebook.store.runs.RunKey;
import dev.tunebook.store.runs.RunLabels;
import dev.tunebook.store.runs.RunOrder;
import dev.tunebook.store.runs.RunQuery;
import dev.tunebook.store.runs.RunUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Every filter over runs of every kind finds what its definition says, run by run.
public abstract class RunFilterContract extends StoreContract {
    private static final int RUNS = 40;
    private static final int FILTERS = 150;
    private static final List<String> TEXTS = List.of("", "a", "ab", "b", "2026-11-25");
    private static final List<Double> NUMBERS = List.of(-1.5, 0.0, 1.0, 2.0, 1e300);

    /// More digits than any floating-point number has.
    private static final JsonNode HUGE = Json.parse("9".repeat(400));

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    protected RunFilterContract(StoreFactory factory) {
        super(factory);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @RepeatedTest(5)
    void findsWhatItsDefinitionSays() {
        var runs = new ArrayList<Run>();
        var project = project("tunes").id();
        for (int i = 0; i < RUNS; i++) {
            runs.add(run(described("r" + i)));
        }
        for (int i = 0; i < FILTERS; i++) {
            if (i % 10 == 0) {
                int changed = random.nextInt(RUNS);
                runs.set(changed, run(described("r" + changed)));
            }
            var filter = filter(3);
            var wanted =
                    runs.stream().filter(run -> holds(filter, run)).map(Run::id).toList();
            var found = store.runQueries()
                    .query(vic, new RunQuery(project, filter, RunOrder.OLDEST_FIRST), Page.Request.first(RUNS));
            assertThat(found.nodes().stream().map(Run::id))
                    .as("seed %s: %s", seed, filter)
                    .containsExactlyInAnyOrderElementsOf(wanted);
            assertThat(store.runQueries().count(vic, project, filter)).isEqualTo(wanted.size());
        }
    }

    private RunUpdate described(String name) {
        var tags =
                IntStream.range(0, random.nextInt(3)).mapToObj(_ -> one(TEXTS)).toList();
        ObjectNode config = Json.object();
        ObjectNode summary = Json.object();
        for (var key : List.of("k", "n.k", "list")) {
            if (random.nextInt(5) > 0) {
                config.putObject(key).set("value", value(1));
            }
            if (random.nextInt(5) > 0) {
                summary.set(key, value(1));
            }
        }
        if (random.nextBoolean()) {
            config.putObject("n").putObject("value").set("k", value(1));
        }
        return RunUpdate.of("tuners", "tunes", name)
                .withLabels(new RunLabels.Update(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(one(TEXTS)),
                        Optional.empty(),
                        Optional.of(tags)))
                .withConfig(Json.write(config))
                .withSummary(Json.write(summary));
    }

    private JsonNode value(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> random.nextInt(6) == 0 ? HUGE : Json.tree(one(NUMBERS));
            case 1 -> Json.tree(one(TEXTS));
            case 2 -> Json.tree(random.nextBoolean());
            case 3 -> Json.tree(null);
            case 4 -> Json.tree(List.of("x", 1));
            default ->
                Json.tree(IntStream.range(0, random.nextInt(4))
                        .mapToObj(_ -> value(depth - 1))
                        .toList());
        };
    }

    private RunFilter filter(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0, 1 -> new RunFilter.Compare(key(), one(List.of(Comparison.values())), wanted());
            case 2 -> new RunFilter.In(key(), List.of(wanted(), wanted()));
            case 3 -> new RunFilter.Exists(key());
            case 4 -> new RunFilter.Size(key(), random.nextInt(4));
            case 5 -> new RunFilter.Matches(key(), Pattern.compile(one(List.of("a", "^b$", "[0-9]", ""))));
            case 6 -> new RunFilter.Not(filter(depth - 1));
            case 7 -> new RunFilter.And(List.of(filter(depth - 1), filter(depth - 1)));
            default -> new RunFilter.Or(List.of(filter(depth - 1), filter(depth - 1), filter(depth - 1)));
        };
    }

    private RunKey key() {
        return RunKey.parse(one(List.of(
                "config.k",
                "config.k.value",
                "config.n.k",
                "config.list",
                "summary_metrics.k",
                "summary_metrics.list",
                "tags",
                "group",
                "nobody.knows")));
    }

    private Value wanted() {
        return switch (random.nextInt(4)) {
            case 0 -> new Value.Number(one(NUMBERS));
            case 1 -> new Value.Text(one(TEXTS));
            case 2 -> new Value.Bool(random.nextBoolean());
            default -> new Value.Nothing();
        };
    }

    /// What filters mean, said plainly.
    private static boolean holds(RunFilter filter, Run run) {
        return switch (filter) {
            case RunFilter.And(var parts) -> parts.stream().allMatch(part -> holds(part, run));
            case RunFilter.Or(var parts) -> parts.stream().anyMatch(part -> holds(part, run));
            case RunFilter.Not(var part) -> !holds(part, run);
            case RunFilter.In(var key, var values) ->
                values.stream().anyMatch(value -> compares(of(run, key), Comparison.EQUAL, value));
            case RunFilter.Compare(var key, var comparison, var value) -> compares(of(run, key), comparison, value);
            case RunFilter.Exists(var key) ->
                of(run, key).filter(node -> !node.isNull()).isPresent();
            case RunFilter.Size(var key, long size) ->
                of(run, key)
                        .filter(node -> node.isArray() && node.size() == size)
                        .isPresent();
            case RunFilter.Matches(var key, var pattern) ->
                any(
                        of(run, key),
                        node -> node.isString()
                                && pattern.matcher(node.asString()).find());
        };
    }

    private static boolean any(Optional<JsonNode> found, Predicate<JsonNode> test) {
        return found.stream()
                .flatMap(node -> node.isArray() ? node.values().stream() : Stream.of(node))
                .anyMatch(test);
    }

    private static boolean compares(Optional<JsonNode> found, Comparison comparison, Value wanted) {
        return switch (wanted) {
            case Value.Nothing() ->
                comparison == Comparison.EQUAL
                        && found.filter(node -> !(node.isNull()
                                        || node.isArray() && node.isEmpty()
                                        || node.isString() && node.asString().isEmpty()))
                                .isEmpty();
            case Value.Number(double number) ->
                any(found, node -> node.isNumber() && fits(Double.compare(Json.asDouble(node), number), comparison));
            case Value.Text(var text) ->
                any(found, node -> node.isString() && fits(node.asString().compareTo(text), comparison));
            case Value.Bool(boolean bool) ->
                any(found, node -> node.isBoolean() && fits(Boolean.compare(node.asBoolean(), bool), comparison));
        };
    }

    private static boolean fits(int order, Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> order == 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    /// The value a key stands for; a literal key comes before a nested one.
    private static Optional<JsonNode> of(Run run, RunKey key) {
        return switch (key.spelling()) {
            case "tags" -> Optional.of(Json.tree(run.labels().tags()));
            case "group" -> run.labels().group().map(Json::tree);
            case "config.k", "config.k.value" -> config(run, "k");
            case "config.n.k" -> config(run, "n.k").or(() -> config(run, "n").flatMap(node -> member(node, "k")));
            case "config.list" -> config(run, "list");
            case "summary_metrics.k" -> member(Json.parseObject(run.summary()), "k");
            case "summary_metrics.list" -> member(Json.parseObject(run.summary()), "list");
            default -> Optional.empty();
        };
    }

    private static Optional<JsonNode> config(Run run, String name) {
        return member(Json.parseObject(run.config()), name).flatMap(entry -> member(entry, "value"));
    }

    private static Optional<JsonNode> member(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name));
    }
}
