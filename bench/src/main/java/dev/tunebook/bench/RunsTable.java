package dev.tunebook.bench;

import dev.tunebook.model.wire.Json;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.runs.RunLabels;
import dev.tunebook.store.runs.RunUpdate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// The runs table of a project of 100,000 runs with 30 config and 20 summary keys each, asked through GraphQL as the
/// official client asks it: a nested filter, sorted by a summary key, the first page and the count. Each question has
/// another filter. Asked at rest, and while summaries change.
final class RunsTable {
    private static final int RUNS = Integer.getInteger("runs", 100_000);
    private static final int QUESTIONS = Integer.getInteger("questions", 300);
    private static final int AT_ONCE = 1_000;

    /// Milliseconds of the median and of the 99th percentile at which it passes: a table that feels immediate.
    private static final double MEDIAN = 20;

    private static final double SLOWEST = 60;

    private static final String QUERY = """
            query Runs($project: String!, $entity: String!, $order: String, $filters: JSONString, $perPage: Int = 50) {
              project(name: $project, entityName: $entity) {
                internalId runCount(filters: $filters) readOnly
                runs(filters: $filters, order: $order, first: $perPage) {
                  edges { node { id tags name displayName sweepName state group jobType commit readOnly createdAt
                      heartbeatAt description notes historyLineCount user { name username } } cursor }
                  pageInfo { endCursor hasNextPage } } } }
            """;

    private static final String UPSERT = """
            mutation($name: String, $entity: String, $project: String, $summary: JSONString) {
              upsertBucket(input: {name: $name, entityName: $entity, modelName: $project, summaryMetrics: $summary}) {
                bucket { id } } }
            """;

    private RunsTable() {}

    static void main(String[] arguments) throws Exception {
        boolean passed = run(Files.createTempDirectory("tunebook-runs"));
        System.out.println(passed ? "PASS" : "FAIL");
        System.exit(passed ? 0 : 1);
    }

    private static boolean run(Path data) throws Exception {
        try (ChildProcess server = ChildProcess.start(List.of(), "server", data.toString(), "1")) {
            // The first start makes the owner of the project.
            server.port();
        }
        fill(data);
        try (ChildProcess server = ChildProcess.start(List.of(), "server", data.toString(), "1");
                Connections one = new Connections(1)) {
            int port = server.port();
            long begun = System.nanoTime();
            ask(port, one, 1);
            System.out.printf(Locale.ROOT, "first question, with the index built: %.1f s%n", since(begun));
            ask(port, one, QUESTIONS);
            Load rest = ask(port, one, QUESTIONS);
            Connections.print("at rest", rest);
            Load busy;
            AtomicInteger changed = new AtomicInteger();
            try (Changing changing = new Changing(port, changed)) {
                begun = System.nanoTime();
                busy = ask(port, one, QUESTIONS);
                System.out.printf(Locale.ROOT, "summaries changed: %.0f /s%n", changed.get() / since(begun));
                changing.check();
            }
            Connections.print("while summaries change", busy);
            return rest.milliseconds(0.5) <= MEDIAN && rest.milliseconds(0.99) <= SLOWEST;
        }
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void fill(Path data) {
        long begun = System.nanoTime();
        Viewer system = Viewer.system("bench");
        try (Store store = Stored.open(data)) {
            for (int from = 0; from < RUNS; from += AT_ONCE) {
                int first = from;
                store.transaction(() -> {
                    for (int run = first; run < Math.min(first + AT_ONCE, RUNS); run++) {
                        store.runs().upsert(system, described(run));
                    }
                    return first;
                });
            }
        }
        System.out.printf(Locale.ROOT, "%,d runs stored in %.1f s%n", RUNS, since(begun));
    }

    private static RunUpdate described(int run) {
        return RunUpdate.of(ServerProcess.ENTITY, ServerProcess.PROJECT, "run-" + run)
                .withLabels(new RunLabels.Update(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("group-" + run % 20),
                        Optional.of("train"),
                        Optional.of(List.of("bench", run % 3 == 0 ? "best" : "other"))))
                .withConfig(config(run))
                .withSummary(summary(run));
    }

    /// 30 keys.
    static String config(int run) {
        SplittableRandom random = new SplittableRandom(run);
        var config = Json.object();
        config.putObject("model").put("value", "model-" + random.nextInt(8));
        config.putObject("lr").put("value", Math.pow(10, -1 - 4 * random.nextDouble()));
        for (int key = 0; key < 28; key++) {
            config.putObject("option_" + key).put("value", random.nextInt(100));
        }
        return Json.write(config);
    }

    /// 20 keys.
    static String summary(int run) {
        SplittableRandom random = new SplittableRandom(-run);
        var summary = Json.object();
        summary.put("loss", random.nextDouble());
        summary.put("accuracy", random.nextDouble());
        for (int key = 0; key < 18; key++) {
            summary.put("metric_" + key, (double) (float) random.nextDouble());
        }
        return Json.write(summary);
    }

    private static Load ask(int port, Connections one, int questions) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        return one.all(port, (connection, number) -> {
            int question = asked.getAndIncrement();
            if (question == questions) {
                return false;
            }
            JsonNode project = Json.parse(connection.answer(Requests.graphql(QUERY, question(question))))
                    .path("data")
                    .path("project");
            if (project.path("runs").path("edges").size() != 50
                    || project.path("runCount").asInt() < RUNS / 100) {
                throw new IOException("not the answer: " + project);
            }
            return true;
        });
    }

    private static Map<String, Object> question(int question) {
        String filters = """
                {"$and": [{"$or": [{"config.model": "model-%d"}, {"config.model.value": "model-%d"}]},
                  {"summary_metrics.accuracy": {"$gt": %s}}, {"config.option_3": {"$nin": [%d, 7]}},
                  {"tags": {"$in": ["best", "other"]}}, {"state": "running"}]}""".formatted(question % 8, (question + 3) % 8, 0.3 + question % 50 / 100.0, question % 100);
        return Map.of(
                "entity",
                ServerProcess.ENTITY,
                "project",
                ServerProcess.PROJECT,
                "order",
                (question % 2 == 0 ? "+" : "-") + "summary_metrics.loss",
                "filters",
                filters);
    }

    /// Changes summaries of random runs, one after the other.
    private static final class Changing implements AutoCloseable {
        private final AtomicBoolean over = new AtomicBoolean();
        private final Thread thread;
        private volatile boolean failed;

        Changing(int port, AtomicInteger changed) {
            thread = Thread.ofPlatform().start(() -> {
                SplittableRandom random = new SplittableRandom(1);
                try (Connection connection = new Connection(port)) {
                    while (!over.get()) {
                        Map<String, Object> variables = Map.of(
                                "name",
                                "run-" + random.nextInt(RUNS),
                                "entity",
                                ServerProcess.ENTITY,
                                "project",
                                ServerProcess.PROJECT,
                                "summary",
                                summary(random.nextInt(RUNS)));
                        connection.answer(Requests.graphql(UPSERT, variables));
                        changed.incrementAndGet();
                    }
                } catch (IOException e) {
                    e.printStackTrace(System.err);
                    failed = true;
                }
            });
        }

        void check() throws IOException {
            if (failed) {
                throw new IOException("the summaries could not be changed");
            }
        }

        @Override
        public void close() throws InterruptedException {
            over.set(true);
            thread.join();
        }
    }
}
