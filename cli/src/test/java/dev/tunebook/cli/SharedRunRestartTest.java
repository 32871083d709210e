package dev.tunebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.RunPath;
import dev.tunebook.model.wire.Json;
import dev.tunebook.server.StoreNeeds;
import dev.tunebook.server.auth.FirstStart;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.sql.SqlStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two processes write one run whose server is killed and stopped meanwhile, over and over on the same folder. After
/// each start they say their last request again, and what was not answered, cut otherwise.
@Timeout(180)
class SharedRunRestartTest {
    private static final RunPath RUN = RunPath.of(FirstStart.ADMINISTRATOR, "p", "shared");
    private static final List<HistoryFile> FILES = List.of(HistoryFile.HISTORY, HistoryFile.OUTPUT);
    private static final int MOST_LINES = 5;

    @TempDir
    private Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final List<Writer> writers = List.of(new Writer("one"), new Writer("two"));

    /// Counts its lines from 0: row n and console line n, a few a request.
    private final class Writer {
        private final String name;
        private final SplittableRandom own = random.split();
        private long last;
        private long acknowledged;

        private Writer(String name) {
            this.name = name;
        }

        /// Until the server answers no more.
        private void write(String url, CountDownLatch answers) throws InterruptedException {
            long next = last;
            long end = acknowledged > last ? acknowledged : next + 1;
            while (send(url, next, end)) {
                last = next;
                acknowledged = Math.max(acknowledged, end);
                answers.countDown();
                next = end;
                end = next + 1 + own.nextInt(MOST_LINES);
            }
        }

        private boolean send(String url, long from, long to) throws InterruptedException {
            List<String> rows = LongStream.range(from, to).mapToObj(this::row).toList();
            List<String> console =
                    LongStream.range(from, to).mapToObj(this::text).toList();
            Map<String, Object> files = Map.of(
                    "wandb-history.jsonl", Map.of("offset", from, "content", rows),
                    "output.log", Map.of("offset", from, "content", console));
            try {
                return post(url + "/files/" + RUN + "/file_stream", name, Map.of("files", files))
                                .statusCode()
                        == 200;
            } catch (IOException _) {
                return false;
            }
        }

        private String row(long number) {
            return "{\"" + name + "\":" + number + "}";
        }

        private String text(long number) {
            return name + " says " + number;
        }

        /// All it was told are stored, and maybe the last request, in order and once.
        private void assertKept(List<String> rows, List<String> console) {
            List<Long> numbers = rows.stream()
                    .map(Json::parse)
                    .filter(row -> row.has(name))
                    .map(row -> row.path(name).asLong())
                    .toList();
            assertThat(numbers)
                    .as("rows of %s, seed %d", name, seed)
                    .hasSizeBetween((int) acknowledged, (int) acknowledged + MOST_LINES)
                    .isEqualTo(LongStream.range(0, numbers.size()).boxed().toList());
            assertThat(console.stream().filter(line -> line.startsWith(name)))
                    .as("console lines of %s, seed %d", name, seed)
                    .isEqualTo(LongStream.range(0, numbers.size())
                            .mapToObj(this::text)
                            .toList());
        }
    }

    @Test
    void everyLineIsThereOnceAtThePlaceItHadBefore() throws Exception {
        try (ServeProcess server = ServeProcess.start(data).ready()) {
            JsonNode made = Json.parse(post(
                            server.url() + "/graphql",
                            "one",
                            Map.of(
                                    "query",
                                    "mutation { upsertBucket(input: {modelName: \"p\", name: \"shared\"}) { inserted } }"))
                    .body());
            assertThat(made.path("data").path("upsertBucket").path("inserted").asBoolean())
                    .isTrue();
            assertThat(server.terminate().exit()).isZero();
        }
        List<List<String>> before = FILES.stream().map(_ -> List.<String>of()).toList();
        for (boolean kill : List.of(true, false, true, true, false)) {
            writeUntil(kill);
            List<List<String>> after = stored();
            for (int file = 0; file < FILES.size(); file++) {
                List<String> first = before.get(file);
                assertThat(after.get(file).stream().limit(first.size()))
                        .as("%s, seed %d", FILES.get(file), seed)
                        .isEqualTo(first);
            }
            writers.forEach(writer -> writer.assertKept(after.getFirst(), after.getLast()));
            before = after;
        }
    }

    /// Writes with all writers at once until some requests were answered and the server is gone.
    private void writeUntil(boolean kill) throws IOException, InterruptedException, ExecutionException {
        CountDownLatch answers = new CountDownLatch(2 * writers.size() + random.nextInt(60));
        try (ServeProcess server = ServeProcess.start(data).ready();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writing = new ArrayList<>();
            for (Writer writer : writers) {
                writing.add(threads.submit(() -> {
                    writer.write(server.url(), answers);
                    return true;
                }));
            }
            assertThat(answers.await(60, TimeUnit.SECONDS)).isTrue();
            int code = (kill ? server.kill() : server.terminate()).exit();
            assertThat(code == 0).as("a clean stop").isEqualTo(!kill);
            for (Future<?> done : writing) {
                done.get();
            }
        }
    }

    private HttpResponse<String> post(String url, String writer, Map<String, ?> body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header(
                        "Authorization",
                        "Bearer " + Files.readString(data.resolve("admin.key")).strip())
                .header("Content-Type", "application/json")
                .header("X-WANDB-USE-ASYNC-FILESTREAM", "true")
                .header("X-WANDB-ASYNC-CLIENT-ID", writer)
                .POST(BodyPublishers.ofString(Json.write(Json.tree(body))))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /// The lines of each file as they lie in the folder, without gaps; rows have their numbers for steps.
    private List<List<String>> stored() {
        try (Store store = SqlStore.open(data, StoreNeeds.settings(Clock.systemUTC(), random))) {
            var grant = store.runs().open(Viewer.system("test"), RUN, Access.READ);
            return FILES.stream()
                    .map(file -> {
                        List<HistoryLine> lines = store.history().rawRange(grant, file, LineQuery.ALL);
                        assertThat(lines)
                                .as("%s, seed %d", file, seed)
                                .extracting(HistoryLine::number)
                                .isEqualTo(LongStream.range(0, lines.size())
                                        .boxed()
                                        .toList());
                        if (file == HistoryFile.HISTORY) {
                            assertThat(lines)
                                    .allSatisfy(line -> assertThat(Json.parse(line.text())
                                                    .path("_step")
                                                    .asLong(-1))
                                            .isEqualTo(line.number()));
                        }
                        return lines.stream().map(HistoryLine::text).toList();
                    })
                    .toList();
        }
    }
}
