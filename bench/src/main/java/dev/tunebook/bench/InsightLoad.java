package dev.tunebook.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tunebook.model.Secret;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.Artifact;
import dev.tunebook.sdk.Run;
import dev.tunebook.sdk.RunOptions;
import dev.tunebook.sdk.Settings;
import dev.tunebook.sdk.Wandb;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/// A big training file and a smaller validation file: how long the server looks into them, and in how much memory.
final class InsightLoad {
    private static final int HEAP = 512;
    /// One row in so many of validation is a training row, and another one a training row with a word changed.
    private static final int LEAK = 50;
    private static final String[] WORDS =
            ("order parcel boots tent stove jacket size colour refund invoice courier Friday morning warehouse please thanks"
                            + " could would there their about again return label store customer service rope harness ice axe"
                            + " sleeping bag mattress waterproof zip repair warranty photo receipt address street country")
                    .split(" ");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String tracker;

    private InsightLoad(String tracker) {
        this.tracker = tracker;
    }

    /// `insight [MEGABYTES]`
    static void main(String[] arguments) throws Exception {
        int megabytes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        Path folder = Files.createTempDirectory("tunebook-insight");
        try (ChildProcess server = ChildProcess.start(
                List.of(),
                List.of("-Xmx" + HEAP + "m", "-XX:+UseSerialGC"),
                "server",
                Files.createDirectory(folder.resolve("data")).toString(),
                "0")) {
            new InsightLoad("http://127.0.0.1:" + server.port()).run(folder, megabytes);
            System.out.println(
                    "server: peak memory " + server.peakMegabytes() + " MB, of them at most " + HEAP + " MB of heap");
        }
    }

    private void run(Path folder, int megabytes) throws Exception {
        Path training = folder.resolve("training.jsonl");
        Path validation = folder.resolve("validation.jsonl");
        int[] rows = write(training, validation, megabytes);
        String train = save(folder, training);
        String valid = save(folder, validation);
        JsonNode insight = found("insight", train, "path=training.jsonl");
        System.out.println("  " + insight.path("rows").asInt() + " rows of " + rows[0] + ", "
                + insight.path("tokens").path("total").asLong() + " tokens");
        JsonNode overlap =
                found("overlap", valid, "path=validation.jsonl&other=" + encoded(train) + "&otherPath=training.jsonl");
        System.out.println(
                "  of " + rows[1] + " validation rows " + overlap.path("exact").asInt() + " equal, "
                        + overlap.path("alike").asInt() + " alike; planted " + rows[2] + " and " + rows[2]);
    }

    /// @return rows of training, of validation, and how many of the latter are planted, of each kind
    private static int[] write(Path training, Path validation, int megabytes) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        int[] counts = new int[3];
        long size = 0;
        try (BufferedWriter train = Files.newBufferedWriter(training);
                BufferedWriter valid = Files.newBufferedWriter(validation)) {
            while (size < (long) megabytes << 20) {
                String text = text(random);
                String line = line(text);
                train.write(line);
                size += line.length();
                counts[0]++;
                if (counts[0] % 20 == 0) {
                    valid.write(line(text(random)));
                    counts[1]++;
                    if (counts[1] % LEAK == 0) {
                        valid.write(line);
                        valid.write(line(text.replaceFirst("\\w+", "another")));
                        counts[1] += 2;
                        counts[2]++;
                    }
                }
            }
        }
        return counts;
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = 80 + random.nextInt(80); i > 0; i--) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return text.toString();
    }

    private static String line(String text) {
        return "{\"messages\": [{\"role\": \"user\", \"content\": \"" + text.substring(0, text.length() / 2)
                + "\"}, {\"role\": \"assistant\", \"content\": \"" + text.substring(text.length() / 2) + "\"}]}\n";
    }

    private String save(Path folder, Path file) {
        Settings settings = Settings.of(URI.create(tracker), new Secret(ServerProcess.KEY)).toBuilder()
                .directory(folder)
                .build();
        try (Run run = Wandb.init(
                settings, RunOptions.builder().project(ServerProcess.PROJECT).build())) {
            String name = file.getFileName().toString();
            return run.logArtifact(new Artifact(name.replace(".jsonl", ""), "dataset").addFile(file, name))
                    .id();
        }
    }

    private JsonNode found(String what, String artifact, String query) throws IOException, InterruptedException {
        String key = Base64.getEncoder().encodeToString(("api:" + ServerProcess.KEY).getBytes(UTF_8));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(tracker + "/api/artifacts/" + encoded(artifact) + "/" + what + "?" + query))
                .header("Authorization", "Basic " + key)
                .build();
        long begun = System.nanoTime();
        while (true) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                System.out.printf("%s: %.1f s%n", what, (System.nanoTime() - begun) / 1e9);
                return Json.parse(answer.body());
            }
            if (answer.statusCode() != 202) {
                throw new IOException(what + " was answered by " + answer.statusCode() + ": " + answer.body());
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
