package dev.tunebook.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// The requests that many small runs are made of: `upsertBucket`, which creates a run or changes its config, and
/// `file_stream` requests of one line, from 16 connections.
final class SmallRequests {
    private static final int CONNECTIONS = 16;
    private static final int WARM_UP = Integer.getInteger("warmup", 10);
    private static final int SECONDS = Integer.getInteger("seconds", 10);

    /// Requests a second at which it passes: a thousand runs that each send two requests a second.
    private static final double ENOUGH = 2_000;

    private static final String UPSERT = """
            mutation UpsertBucket($name: String, $entity: String, $project: String, $config: JSONString,
                $host: String, $program: String, $tags: [String!]) {
              upsertBucket(input: {name: $name, entityName: $entity, modelName: $project, config: $config, host: $host,
                  jobProgram: $program, tags: $tags}) {
                bucket { id name displayName description config sweepName
                  project { id name entity { id name } } historyLineCount }
                inserted } }
            """;

    private final AtomicInteger newRuns = new AtomicInteger();
    private final AtomicInteger changes = new AtomicInteger();
    private final int[] lines = new int[CONNECTIONS];

    private SmallRequests() {}

    static void main(String[] arguments) throws Exception {
        boolean passed = new SmallRequests().run(Files.createTempDirectory("tunebook-small"));
        System.out.println(passed ? "PASS" : "FAIL");
        System.exit(passed ? 0 : 1);
    }

    private boolean run(Path data) throws Exception {
        try (ChildProcess bare = ChildProcess.start(List.of(), "bare");
                ChildProcess server =
                        ChildProcess.start(List.of(), "server", data.toString(), Integer.toString(CONNECTIONS));
                Connections connections = new Connections(CONNECTIONS)) {
            connections.during(bare.port(), WARM_UP / 2.0, this::line);
            Load before = connections.during(bare.port(), SECONDS, this::line);
            Connections.print("bare endpoint", before);
            Load created = measured("upsertBucket, new runs", server, connections, this::create);
            Load changed = measured("upsertBucket, a new config", server, connections, this::change);
            Load streamed = measured("file_stream of one line", server, connections, this::line);
            System.out.printf(
                    Locale.ROOT,
                    "of the bare endpoint: %.3f, %.3f, %.3f%n",
                    created.perSecond() / before.perSecond(),
                    changed.perSecond() / before.perSecond(),
                    streamed.perSecond() / before.perSecond());
            return List.of(created, changed, streamed).stream().allMatch(load -> load.perSecond() >= ENOUGH);
        }
    }

    private static Load measured(String name, ChildProcess server, Connections connections, Connections.Work work)
            throws Exception {
        connections.during(server.port(), WARM_UP, work);
        Duration before = server.cpu();
        Load load = connections.during(server.port(), SECONDS, work);
        Connections.print(name, load);
        System.out.printf(
                Locale.ROOT,
                "%-28s %,9.0f us of the server's CPU a request%n",
                "",
                server.cpu().minus(before).toNanos() / 1e3 / Math.max(1, load.requests()));
        return load;
    }

    private boolean create(Connection connection, int number) throws IOException {
        int run = newRuns.incrementAndGet();
        connection.answer(upsert("new-" + run, run, Map.of("host", "bench", "program", "train.py")));
        return true;
    }

    private boolean change(Connection connection, int number) throws IOException {
        connection.answer(upsert("run-" + number, changes.incrementAndGet(), Map.of()));
        return true;
    }

    private static byte[] upsert(String name, int value, Map<String, Object> origin) {
        Map<String, Object> variables = new HashMap<>(origin);
        variables.put("name", name);
        variables.put("entity", ServerProcess.ENTITY);
        variables.put("project", ServerProcess.PROJECT);
        variables.put("config", RunsTable.config(value));
        variables.put("tags", List.of("bench"));
        return Requests.graphql(UPSERT, variables);
    }

    private boolean line(Connection connection, int number) throws IOException {
        int line = lines[number]++;
        String body = "{\"files\":{\"wandb-history.jsonl\":{\"offset\":" + line + ",\"content\":[\"{\\\"_step\\\":"
                + line + ",\\\"loss\\\":0.5,\\\"_runtime\\\":" + line + "}\"]}}}";
        int status = connection.send(Requests.of("POST", ServerProcess.path(number), body.getBytes(UTF_8)));
        if (status != 200) {
            throw new IOException("status " + status);
        }
        return true;
    }
}
