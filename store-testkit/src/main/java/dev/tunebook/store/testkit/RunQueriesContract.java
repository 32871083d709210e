package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.invalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.re2j.Pattern;
import dev.tunebook.model.RunState;
import dev.tunebook.store.Page;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.artifacts.DigestAlgorithm;
import dev.tunebook.store.artifacts.NewArtifact;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunColumn;
import dev.tunebook.store.runs.RunFilter;
import dev.tunebook.store.runs.RunFilter.Comparison;
import dev.tunebook.store.runs.RunFilter.Value;
import dev.tunebook.store.runs.RunKey;
import dev.tunebook.store.runs.RunLabels;
import dev.tunebook.store.runs.RunOrder;
import dev.tunebook.store.runs.RunOrigin;
import dev.tunebook.store.runs.RunQuery;
import dev.tunebook.store.runs.RunUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What every runs table does.
public abstract class RunQueriesContract extends StoreContract {
    protected RunQueriesContract(StoreFactory factory) {
        super(factory);
    }

    /// Five runs, a second apart, that differ in everything.
    private long table() {
        var id = project("tunes").id();
        add(
                "a",
                labels("alpha", List.of("best", "prod")),
                "{\"lr\":{\"value\":0.1},\"model\":{\"value\":\"gpt\"}}",
                "{\"loss\":1.5,\"done\":true,\"eval\":{\"acc\":0.5}}");
        add(
                "b",
                labels("beta", List.of()),
                "{\"lr\":{\"value\":0.2},\"model\":{\"value\":\"llama\"}}",
                "{\"loss\":0.5,\"done\":false,\"eval.acc\":0.9,\"eval\":{\"acc\":0.1}}");
        add(
                "c",
                labels("Gamma", List.of("prod")),
                "{\"lr\":{\"value\":\"0.1\"},\"deep\":{\"value\":{\"a\":{\"b\":7}}}}",
                "{\"loss\":null,\"text\":\"\",\"list\":[]}");
        add(
                "d",
                labels("delta", List.of("x")),
                "{\"lr\":{\"value\":1},\"bare\":3,\"_wandb\":{\"value\":{\"t\":1}}}",
                "{\"loss\":NaN,\"list\":[1]}");
        add("e", labels("", List.of("best")), "{}", "{}");
        return id;
    }

    private void add(String name, RunLabels.Update labels, String config, String summary) {
        run(RunUpdate.of("tuners", "tunes", name)
                .withLabels(labels)
                .withOrigin(new RunOrigin(
                        Optional.of("host-" + name),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .withConfig(config)
                .withSummary(summary));
        clock.advance(Duration.ofSeconds(1));
    }

    private static RunLabels.Update labels(String displayName, List<String> tags) {
        return new RunLabels.Update(
                Optional.of(displayName),
                Optional.empty(),
                Optional.empty(),
                Optional.of("group of " + displayName),
                Optional.empty(),
                Optional.of(tags));
    }

    private static RunFilter equal(String key, String text) {
        return compare(key, Comparison.EQUAL, new Value.Text(text));
    }

    private static RunFilter number(String key, Comparison comparison, double number) {
        return compare(key, comparison, new Value.Number(number));
    }

    private static RunFilter nothing(String key) {
        return compare(key, Comparison.EQUAL, new Value.Nothing());
    }

    private static RunFilter compare(String key, Comparison comparison, Value value) {
        return new RunFilter.Compare(RunKey.parse(key), comparison, value);
    }

    private static RunFilter matches(String key, String pattern) {
        return new RunFilter.Matches(RunKey.parse(key), Pattern.compile(pattern));
    }

    private static RunFilter exists(String key) {
        return new RunFilter.Exists(RunKey.parse(key));
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                arguments(RunFilter.ALL, "abcde"),
                arguments(new RunFilter.Or(List.of()), ""),
                arguments(new RunFilter.Not(RunFilter.ALL), ""),
                arguments(number("config.lr", Comparison.EQUAL, 0.1), "a"),
                arguments(number("config.lr.value", Comparison.EQUAL, 0.1), "a"),
                arguments(equal("config.lr", "0.1"), "c"),
                arguments(number("config.lr", Comparison.GREATER, 0.1), "bd"),
                arguments(number("config.lr", Comparison.GREATER_OR_EQUAL, 0.1), "abd"),
                arguments(number("config.lr", Comparison.LESS, 1), "ab"),
                arguments(number("config.lr", Comparison.LESS_OR_EQUAL, 1), "abd"),
                arguments(new RunFilter.Not(number("config.lr", Comparison.EQUAL, 0.1)), "bcde"),
                arguments(compare("config.lr", Comparison.GREATER, new Value.Text("0")), "c"),
                arguments(number("config.deep.a.b", Comparison.EQUAL, 7), "c"),
                arguments(number("config.deep.value.a.b", Comparison.EQUAL, 7), "c"),
                arguments(number("config.bare", Comparison.EQUAL, 3), "d"),
                arguments(exists("config._wandb.t"), ""),
                arguments(number("summary_metrics.loss", Comparison.LESS, 1), "b"),
                arguments(number("summaryMetrics.loss", Comparison.LESS, 1), "b"),
                arguments(number("summary_metrics.eval.acc", Comparison.EQUAL, 0.5), "a"),
                arguments(number("summary_metrics.eval.acc", Comparison.EQUAL, 0.9), "b"),
                arguments(number("summary_metrics.eval.acc", Comparison.EQUAL, 0.1), ""),
                arguments(compare("summary_metrics.done", Comparison.EQUAL, new Value.Bool(true)), "a"),
                arguments(number("summary_metrics.done", Comparison.EQUAL, 1), ""),
                arguments(nothing("summary_metrics.loss"), "ce"),
                arguments(nothing("summary_metrics.text"), "abcde"),
                arguments(nothing("summary_metrics.list"), "abce"),
                arguments(exists("summary_metrics.loss"), "abd"),
                arguments(exists("summary_metrics.text"), "c"),
                arguments(exists("config.nobody.knows"), ""),
                arguments(equal("nonsense", "x"), ""),
                arguments(nothing("nonsense"), "abcde"),
                arguments(equal("tags", "best"), "ae"),
                arguments(nothing("tags"), "b"),
                arguments(new RunFilter.In(RunKey.parse("tags"), List.of(text("x"), text("prod"))), "acd"),
                arguments(new RunFilter.In(RunKey.parse("name"), List.of(text("a"), text("e"))), "ae"),
                arguments(new RunFilter.In(RunKey.parse("name"), List.of()), ""),
                arguments(equal("display_name", "beta"), "b"),
                arguments(equal("displayName", "gamma"), ""),
                arguments(nothing("displayName"), "e"),
                arguments(matches("display_name", "^[a-z]+ta$"), "bd"),
                arguments(matches("display_name", "(?i)gam"), "c"),
                arguments(matches("tags", "es"), "ae"),
                arguments(equal("host", "host-d"), "d"),
                arguments(equal("group", "group of alpha"), "a"),
                arguments(equal("username", "mia"), "abcde"),
                arguments(equal("user", "ada"), ""),
                arguments(equal("state", "running"), "abcde"),
                arguments(equal("createdAt", "2026-11-25T04:00:01Z"), "b"),
                arguments(compare("created_at", Comparison.GREATER_OR_EQUAL, text("2026-11-25T04:00:03")), "de"),
                arguments(compare("createdAt", Comparison.LESS, text("2026-11-25 05:00:01+01:00")), "a"),
                arguments(compare("createdAt", Comparison.GREATER, text("2026-11-25")), "abcde"),
                arguments(compare("createdAt", Comparison.GREATER, text("yesterday")), ""),
                arguments(number("duration", Comparison.EQUAL, 0), "abcde"),
                arguments(
                        new RunFilter.Or(List.of(
                                equal("name", "e"),
                                new RunFilter.And(List.of(
                                        equal("tags", "prod"),
                                        number("summary_metrics.loss", Comparison.GREATER, 1))))),
                        "ae"));
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }

    @ParameterizedTest
    @MethodSource("filters")
    void filters(RunFilter filter, String expected) {
        var project = table();
        assertThat(names(vic, new RunQuery(project, filter, RunOrder.OLDEST_FIRST)))
                .isEqualTo(expected);
        assertThat(store.runQueries().count(vic, project, filter)).isEqualTo(expected.length());
    }

    private long tunes() {
        var id = project("tunes").id();
        add("a", labels("a", List.of()), "{\"tune\":{\"value\":{\"epochs\":3,\"beta\":0.1,\"method\":\"dpo\"}}}", "{}");
        add("b", labels("b", List.of()), "{\"tune\":{\"value\":{\"epochs\":10,\"method\":\"sft\"}}}", "{}");
        add(
                "c",
                labels("c", List.of()),
                "{\"tune\":{\"value\":{\"epochs\":1,\"beta\":0.5,\"made_at\":\"2026-11-02T18:00:00+02:00\"}}}",
                "{\"tuned\":{\"epochs\":2}}");
        add("d", labels("d", List.of()), "{\"epochs\":{\"value\":3}}", "{}");
        return id;
    }

    static Stream<Arguments> fineTuneFilters() {
        return Stream.of(
                arguments(number("ft.epochs", Comparison.EQUAL, 3), "a"),
                arguments(number("ft.epochs", Comparison.LESS, 10), "ac"),
                arguments(number("ft.epochs", Comparison.EQUAL, 1), ""),
                arguments(number("ft.beta", Comparison.GREATER_OR_EQUAL, 0.1), "ac"),
                arguments(equal("ft.method", "dpo"), "a"),
                arguments(exists("ft.epochs"), "abc"),
                arguments(nothing("ft.beta"), "bd"),
                arguments(compare("ft.made_at", Comparison.LESS_OR_EQUAL, text("2026-11-02T16:00:00Z")), "c"),
                arguments(compare("ft.made_at", Comparison.LESS, text("2026-11-02T16:00:00Z")), ""),
                arguments(number("ft.", Comparison.EQUAL, 3), ""));
    }

    @ParameterizedTest
    @MethodSource("fineTuneFilters")
    void fineTunesFilterByTheirColumns(RunFilter filter, String expected) {
        assertThat(names(vic, new RunQuery(tunes(), filter, RunOrder.OLDEST_FIRST)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"+ft.epochs, cabd", "-ft.epochs, bacd", "+ft.beta, acbd", "-ft.made_at, cabd"})
    void fineTunesSortByTheirColumnsWithTheOthersLast(String order, String expected) {
        assertThat(names(vic, new RunQuery(tunes(), RunFilter.ALL, RunOrder.parse(order))))
                .isEqualTo(expected);
    }

    @Test
    void columnsOfAFineTuneFollowTheRunAndItsModels() {
        var project = tunes();
        var key = RunKey.parse("ft.epochs");
        var a = run("tunes", "a");
        assertThat(values(project, a, key)).isEqualTo("3");
        assertThat(store.runQueries().columns(vic, project, "ft.", 10))
                .contains(
                        new RunColumn(key, RunColumn.Type.NUMBER, 3),
                        new RunColumn(RunKey.parse("ft.beta"), RunColumn.Type.NUMBER, 2));

        run(RunUpdate.of("tuners", "tunes", "a").withSummary("{\"tuned\":{\"epochs\":4.5}}"));
        assertThat(values(project, a, key)).isEqualTo("4.5");

        var model = new Versions(store, mia)
                .committed(
                        new NewArtifact(
                                "tuners",
                                "tunes",
                                Optional.of("a"),
                                "model",
                                "model-metadata",
                                "0123456789abcdef0123456789abcdef",
                                DigestAlgorithm.MANIFEST_MD5,
                                true,
                                Optional.empty(),
                                Optional.of("{\"epochs\":5,\"made_at\":\"2026-11-02T16:25:03Z\"}"),
                                List.of("latest"),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        Map.of("x", "y"));
        assertThat(values(project, a, key)).isEqualTo("5");
        assertThat(values(project, a, RunKey.parse("ft.made_at"))).isEqualTo("\"2026-11-02T16:25:03Z\"");
        assertThat(names(vic, new RunQuery(project, number("ft.epochs", Comparison.EQUAL, 5), RunOrder.OLDEST_FIRST)))
                .isEqualTo("a");

        store.artifacts().delete(mia, model.id(), true);
        assertThat(values(project, a, key)).isEqualTo("4.5");

        run(RunUpdate.of("tuners", "tunes", "a").withConfig("{}"));
        assertThat(values(project, a, key)).isEmpty();
        assertThat(names(vic, new RunQuery(project, exists("ft.epochs"), RunOrder.OLDEST_FIRST)))
                .isEqualTo("bc");
    }

    /// What the table keeps for later grows with what it is asked. Within a transaction it keeps nothing, and so tells
    /// what the answer is.
    @Test
    void anAnswerDoesNotDependOnWhatWasAskedBefore() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new SplittableRandom(seed);
        var filters = List.of(
                new RunFilter.In(RunKey.parse("name"), List.of(text("r0"), text("r2"), new Value.Nothing())),
                number("config.tune.epochs", Comparison.GREATER, 2),
                number("summary_metrics.loss", Comparison.LESS, 2),
                number("ft.epochs", Comparison.GREATER, 2),
                new RunFilter.Not(exists("ft.epochs")));
        var orders = Stream.of("+name", "-config.tune.epochs", "+summary_metrics.loss", "-ft.epochs")
                .map(RunOrder::parse)
                .toList();
        for (int i = 0; i < 200; i++) {
            var name = "tunes" + i / 20;
            var project = project(name).id();
            change(name, i % 20, random);
            var query = new RunQuery(
                    project,
                    new RunFilter.Or(List.of(
                            filters.get(random.nextInt(filters.size())), filters.get(random.nextInt(filters.size())))),
                    orders.get(random.nextInt(orders.size())));
            assertThat(names(vic, query))
                    .as("question %d with -Dseed=%d: %s", i, seed, query)
                    .isEqualTo(store.transaction(() -> names(vic, query)));
        }
    }

    /// Half way one of the five runs is deleted.
    private void change(String project, int step, SplittableRandom random) {
        int number = step == 10 ? 4 : random.nextInt(step < 10 ? 5 : 4);
        var run = run(RunUpdate.of("tuners", project, "r" + number)
                .withConfig(
                        random.nextBoolean()
                                ? "{\"tune\":{\"value\":{\"epochs\":" + random.nextInt(5) + "}}}"
                                : "{\"lr\":{\"value\":1}}")
                .withSummary("{\"loss\":" + random.nextInt(4) + "}"));
        if (step == 10) {
            store.runs().delete(mia, run.id(), false);
        }
    }

    private String values(long project, Run run, RunKey key) {
        return store.runQueries()
                .values(vic, project, List.of(run.id()), List.of(key))
                .getOrDefault(run.id(), Map.of())
                .getOrDefault(key, "");
    }

    private String names(Viewer viewer, RunQuery query) {
        return store.runQueries().query(viewer, query, Page.Request.first(100)).nodes().stream()
                .map(run -> run.path().run().value())
                .reduce("", String::concat);
    }

    @ParameterizedTest
    @CsvSource({
        "createdAt, abcde",
        "+created_at, abcde",
        "-createdAt, edcba",
        "name, abcde",
        "-name, edcba",
        "displayName, ecabd",
        "config.lr, abdce",
        "-config.lr, cdbae",
        "summary_metrics.loss, bacde",
        "-summary_metrics.loss, abcde",
        "summary_metrics.done, bacde",
        "-summary_metrics.done, abcde",
        "summary_metrics.list, abcde",
        "-tags, abcde",
        "-nonsense, abcde"
    })
    void orders(String order, String expected) {
        var query = new RunQuery(table(), RunFilter.ALL, RunOrder.parse(order));
        assertThat(names(vic, query)).isEqualTo(expected);
        for (int size = 1; size <= 3; size++) {
            assertThat(paged(query, size)).as("by pages of %d", size).isEqualTo(expected);
        }
    }

    private String paged(RunQuery query, int size) {
        var names = new StringBuilder();
        var request = Page.Request.first(size);
        for (var page = store.runQueries().query(vic, query, request);
                ;
                page = store.runQueries().query(vic, query, request)) {
            page.nodes().forEach(run -> names.append(run.path().run()));
            if (!page.more()) {
                return names.toString();
            }
            request = request.following(page.endCursor().orElseThrow());
        }
    }

    @Test
    void followsEveryChange() {
        var project = table();
        var low = new RunQuery(
                project, number("summary_metrics.loss", Comparison.LESS, 1), RunOrder.parse("summary_metrics.loss"));
        assertThat(names(vic, low)).isEqualTo("b");
        run(RunUpdate.of("tuners", "tunes", "e").withSummary("{\"loss\":-1}"));
        assertThat(names(vic, low)).isEqualTo("eb");
        run(RunUpdate.of("tuners", "tunes", "b").withSummary("{\"other\":0}"));
        assertThat(names(vic, low)).as("keys that went away").isEqualTo("e");
        var gone = store.runQueries()
                .query(vic, low, Page.Request.first(1))
                .nodes()
                .getFirst();
        store.runs().delete(mia, gone.id(), false);
        assertThat(names(vic, low)).isEmpty();
        assertThat(store.runQueries().count(vic, project, RunFilter.ALL)).isEqualTo(4);
        run(RunUpdate.of("tuners", "tunes", "a").withState(RunState.FINISHED));
        assertThat(names(vic, new RunQuery(project, equal("state", "finished"), RunOrder.OLDEST_FIRST)))
                .isEqualTo("a");
    }

    @Test
    void cursorsHoldWhileRunsComeAndGo() {
        var project = project("tunes").id();
        for (int i = 0; i < 10; i++) {
            run(RunUpdate.of("tuners", "tunes", "r" + i).withSummary("{\"x\":" + i + "}"));
        }
        var query = new RunQuery(project, RunFilter.ALL, RunOrder.parse("-summary_metrics.x"));
        var request = Page.Request.first(4);
        var first = store.runQueries().query(vic, query, request);
        assertThat(first.nodes()).map(run -> run.path().run().value()).containsExactly("r9", "r8", "r7", "r6");
        assertThat(first.total()).isEqualTo(10);
        run(RunUpdate.of("tuners", "tunes", "top").withSummary("{\"x\":99}"));
        run(RunUpdate.of("tuners", "tunes", "between").withSummary("{\"x\":4.5}"));
        store.runs().delete(mia, first.nodes().getLast().id(), false);
        var second = store.runQueries()
                .query(vic, query, request.following(first.endCursor().orElseThrow()));
        assertThat(second.nodes()).map(run -> run.path().run().value()).containsExactly("r5", "between", "r4", "r3");
        assertThat(second.total()).isEqualTo(11);
        invalid("bad_cursor", () -> store.runQueries().query(vic, query, request.following("!")));
        invalid("bad_cursor", () -> store.runQueries().query(vic, query, request.following("bm90IG91cnM")));
        assertThat(store.runQueries().query(vic, query, Page.Request.first(0)).total())
                .isEqualTo(11);
    }

    @Test
    void neverSkipsNorRepeatsUnderConcurrentAppends() throws Exception {
        var project = project("tunes").id();
        IntStream.range(0, 50).forEach(i -> run("tunes", "old" + i));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> writer = () -> {
                IntStream.range(0, 100).forEach(i -> run("tunes", "new" + i));
                return true;
            };
            Callable<Boolean> reader = () -> {
                var seen = new ArrayList<Long>();
                var request = Page.Request.first(7);
                Page<Run> page;
                do {
                    page = store.runQueries()
                            .query(vic, new RunQuery(project, RunFilter.ALL, RunOrder.OLDEST_FIRST), request);
                    page.nodes().forEach(run -> seen.add(run.id()));
                    request = page.endCursor().map(request::following).orElse(request);
                } while (page.more());
                assertThat(seen).isSorted().doesNotHaveDuplicates();
                assertThat(store.runs().runs(vic, seen).stream()
                                .filter(run -> run.path().run().value().startsWith("old")))
                        .hasSize(50);
                return true;
            };
            for (var done : threads.invokeAll(List.of(writer, reader, reader, reader))) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(store.runQueries().count(vic, project, RunFilter.ALL)).isEqualTo(150);
    }

    @Test
    void tellsWhichKeysThereAre() {
        var project = table();
        assertThat(store.runQueries().columns(vic, project, "", 100))
                .contains(
                        new RunColumn(RunKey.parse("config.lr"), RunColumn.Type.NUMBER, 4),
                        new RunColumn(RunKey.parse("config.model"), RunColumn.Type.TEXT, 2),
                        new RunColumn(RunKey.parse("summary_metrics.done"), RunColumn.Type.BOOLEAN, 2),
                        new RunColumn(RunKey.parse("summary_metrics.list"), RunColumn.Type.OTHER, 2),
                        new RunColumn(RunKey.parse("config.deep.a.b"), RunColumn.Type.NUMBER, 1))
                .doesNotHaveDuplicates()
                .noneMatch(column -> column.key().spelling().contains("_wandb"));
        assertThat(store.runQueries().columns(vic, project, "LO", 100))
                .map(column -> column.key().spelling())
                .containsExactly("summary_metrics.loss");
        assertThat(store.runQueries().columns(vic, project, "", 1))
                .map(column -> column.key().spelling())
                .containsExactly("config.lr");
    }

    @Test
    void givesStoredValues() {
        var project = table();
        var runs = store.runQueries()
                .query(vic, new RunQuery(project, RunFilter.ALL, RunOrder.OLDEST_FIRST), Page.Request.first(9))
                .nodes();
        var keys = Stream.of(
                        "config.lr",
                        "config.lr.value",
                        "config.deep.a",
                        "summary_metrics.eval.acc",
                        "tags",
                        "displayName",
                        "createdAt",
                        "nonsense",
                        "summary_metrics.loss")
                .map(RunKey::parse)
                .toList();
        var ids = runs.stream().map(Run::id).toList();
        var values = store.runQueries().values(vic, project, ids, keys);
        assertThat(values).containsOnlyKeys(ids);
        assertThat(spelled(values, ids.get(0)))
                .isEqualTo(Map.of(
                        "config.lr", "0.1",
                        "config.lr.value", "0.1",
                        "summary_metrics.eval.acc", "0.5",
                        "tags", "[\"best\",\"prod\"]",
                        "displayName", "\"alpha\"",
                        "createdAt", "\"2026-11-25T04:00:00Z\"",
                        "summary_metrics.loss", "1.5"));
        assertThat(spelled(values, ids.get(1))).containsEntry("summary_metrics.eval.acc", "0.9");
        assertThat(spelled(values, ids.get(2)))
                .containsEntry("config.deep.a", "{\"b\":7}")
                .containsEntry("summary_metrics.loss", "null");
        assertThat(spelled(values, ids.get(3))).containsEntry("summary_metrics.loss", "NaN");
    }

    private static Map<String, String> spelled(Map<Long, Map<RunKey, String>> values, long run) {
        var spelled = new java.util.HashMap<String, String>();
        values.getOrDefault(run, Map.of()).forEach((key, value) -> spelled.put(key.spelling(), value));
        return spelled;
    }

    @Test
    void answersNothingAboutHiddenProjects() {
        var project = table();
        var run = store.runs().runs(mia, List.of(run("tunes", "a").id())).getFirst();
        for (var viewer : List.of(bob, rex, ANYBODY)) {
            assertThat(names(viewer, new RunQuery(project, RunFilter.ALL, RunOrder.OLDEST_FIRST)))
                    .isEmpty();
            assertThat(store.runQueries().count(viewer, project, RunFilter.ALL)).isZero();
            assertThat(store.runQueries().columns(viewer, project, "", 10)).isEmpty();
            assertThat(store.runQueries().values(viewer, project, List.of(run.id()), List.of(RunKey.parse("name"))))
                    .isEmpty();
        }
        var own = store.projects()
                .upsert(bob, dev.tunebook.store.projects.ProjectUpdate.of("rivals", "own"))
                .value();
        assertThat(store.runQueries().values(bob, own.id(), List.of(run.id()), List.of(RunKey.parse("name"))))
                .as("a run of another project")
                .isEmpty();
        assertThat(store.runQueries().count(root, 987_654L, RunFilter.ALL)).isZero();
    }
}
