package dev.tunebook.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.testing.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A client sends what a run says in requests, each until it is acknowledged. Whatever happens on the way - answers
/// lost, requests cut anew after a crash, the whole run sent a second time, requests that arrive long after those that
/// followed them, or at the same time - the run ends as if each had been sent once.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamRetriesPropertyTest {
    private static final int SESSIONS = 60;

    private TestServer server;
    private String ada;

    @BeforeAll
    void start(@TempDir Path data) {
        server = TestServer.start(data);
        ada = server.user("ada");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @RepeatedTest(SESSIONS)
    void anyRetriesEndInTheOnceSentState(RepetitionInfo repetition) {
        long seed = 90_000 + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        boolean derive = random.nextInt(3) == 0;
        int crashes = Math.max(0, random.nextInt(4) - 1);
        Session session = new Session(random, derive, crashes > 0);
        Stream once = begin("once" + seed);
        session.cut().forEach(body -> post(once, body, derive));

        Stream retried = begin("retried" + seed);
        List<String> sent = new ArrayList<>();
        for (int crash = crashes; crash >= 0; crash--) {
            List<String> bodies = session.cut();
            int stop = crash == 0 ? bodies.size() : random.nextInt(bodies.size() + 1);
            sent.clear();
            for (String body : bodies.subList(0, stop)) {
                sent.add(body);
                deliver(retried, body, sent, random, derive);
            }
        }
        for (int late = random.nextInt(8); late > 0; late--) {
            post(retried, sent.get(random.nextInt(sent.size())), derive);
        }

        assertThat(retried.read()).as("seed %s", seed).isEqualTo(once.read());
    }

    private Stream begin(String run) {
        return Stream.begin(server, ada, run);
    }

    /// Once or more, with earlier ones before, beside and behind it.
    private void deliver(Stream to, String body, List<String> sent, Random random, boolean derive) {
        List<String> before = some(sent.subList(0, sent.size() - 1), random);
        before.forEach(late -> post(to, late, derive));
        List<String> together = new ArrayList<>(some(sent, random));
        together.add(body);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            together.stream()
                    .map(each -> CompletableFuture.runAsync(() -> post(to, each, derive), threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        some(sent, random).forEach(late -> post(to, late, derive));
    }

    private static List<String> some(List<String> sent, Random random) {
        int count = sent.isEmpty() || random.nextInt(3) > 0 ? 0 : 1 + random.nextInt(3);
        return random.ints(count, 0, Math.max(1, sent.size()))
                .mapToObj(sent::get)
                .toList();
    }

    private void post(Stream stream, String body, boolean derive) {
        HttpResponse<String> answer = server.send(server.request("/files/ada/p/" + stream.run() + "/file_stream", ada)
                .header("X-WANDB-SERVER-SIDE-DERIVED-SUMMARY", Boolean.toString(derive))
                .POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /// What a run says from its beginning to its end, record by record.
    private static final class Session {
        private final Random random;
        private final boolean derive;
        private final List<Record> records = new ArrayList<>();

        /// @param console lines by number; one that is there already is written over, as a progress bar does
        private record Record(List<String> rows, List<String> events, Map<Integer, String> console, String summary) {}

        /// @param rowed whether each record has a row; by these a client that begins anew is known
        Session(Random random, boolean derive, boolean rowed) {
            this.random = random;
            this.derive = derive;
            ObjectNode summary = Json.object();
            int console = 0;
            for (int i = 1 + random.nextInt(30); i > 0; i--) {
                List<String> rows = new ArrayList<>();
                for (int row = (rowed ? 1 : 0) + random.nextInt(4); row > 0; row--) {
                    ObjectNode values = Json.object().put("_step", step() + rows.size());
                    values.put("k" + random.nextInt(4), random.nextInt(1000));
                    summary.setAll(values);
                    rows.add(Json.write(values));
                }
                List<String> events =
                        random.nextInt(3) == 0 ? List.of("{\"system.cpu\":" + random.nextInt(100) + "}") : List.of();
                Map<Integer, String> written = new LinkedHashMap<>();
                if (random.nextBoolean()) {
                    int over = console == 0 ? 0 : random.nextInt(2);
                    written.put(console - over, "progress " + i + " of " + random.nextInt(1000));
                    console += 1 - over;
                }
                records.add(new Record(rows, events, written, Json.write(summary)));
            }
        }

        private int step() {
            return records.stream().mapToInt(each -> each.rows.size()).sum();
        }

        /// All of it as requests.
        List<String> cut() {
            List<String> bodies = new ArrayList<>();
            for (int at = 0; at < records.size(); ) {
                int to = Math.min(records.size(), at + 1 + random.nextInt(6));
                bodies.add(Json.write(body(at, to)));
                if (random.nextInt(4) == 0) {
                    bodies.add("{}");
                }
                at = to;
            }
            bodies.add("{\"complete\":true,\"exitcode\":0}");
            return bodies;
        }

        private ObjectNode body(int from, int to) {
            ObjectNode body = Json.object();
            ObjectNode files = body.putObject("files");
            rows(files, "wandb-history.jsonl", from, to, Record::rows);
            rows(files, "wandb-events.jsonl", from, to, Record::events);
            Map<Integer, String> console = new LinkedHashMap<>();
            records.subList(from, to).forEach(record -> console.putAll(record.console));
            ArrayNode blocks = Json.array();
            console.forEach((line, text) ->
                    blocks.addObject().put("offset", line).putArray("content").add(text));
            if (!blocks.isEmpty()) {
                files.set("output.log", blocks);
            }
            if (!derive) {
                ObjectNode summary = files.putObject("wandb-summary.json").put("offset", 0);
                summary.putArray("content").add(records.get(to - 1).summary);
            }
            return body;
        }

        private interface Lines {
            List<String> of(Record record);
        }

        private void rows(ObjectNode files, String name, int from, int to, Lines lines) {
            long offset = records.subList(0, from).stream()
                    .mapToLong(record -> lines.of(record).size())
                    .sum();
            List<String> all = records.subList(from, to).stream()
                    .flatMap(record -> lines.of(record).stream())
                    .toList();
            if (!all.isEmpty()) {
                ArrayNode content = files.putObject(name).put("offset", offset).putArray("content");
                all.forEach(content::add);
            }
        }
    }
}
