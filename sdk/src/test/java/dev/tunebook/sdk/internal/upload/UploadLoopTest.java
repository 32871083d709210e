package dev.tunebook.sdk.internal.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.Summary;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.client.RunAddress;
import dev.tunebook.sdk.internal.http.Endpoint;
import dev.tunebook.sdk.internal.http.HttpReply;
import dev.tunebook.sdk.internal.http.Transport;
import dev.tunebook.sdk.internal.journal.RunFolder;
import dev.tunebook.sdk.internal.journal.RunJournal;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadLoopTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    private Path folder;

    /// A run that ends while a heartbeat waits for its answer does not wait until the next one would be due.
    @Test
    void whatIsAskedForDuringARequestIsNotForgotten() throws InterruptedException {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        AtomicReference<Optional<UploadLoop>> loop = new AtomicReference<>(Optional.empty());
        Transport answering = call -> {
            loop.get().orElseThrow().endWithJournal();
            // Whoever waits for an answer parks, and uses up what the call before left for the loop.
            LockSupport.parkNanos(1);
            return new HttpReply(200, Map.of(), new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)));
        };
        Client.World world = new Client.World(answering, now::get, time -> {}, new Random(1));
        Client client = new Client(
                new Endpoint(URI.create("http://tracker"), Optional.empty(), Map.of(), Optional.empty()),
                world,
                Duration.ofSeconds(1));
        RunFolder place = RunFolder.create(folder, false, "run-1", NOW);
        try (RunJournal journal = RunJournal.create(place.journal())) {
            UploadLoop uploads = new UploadLoop(
                    journal,
                    new RunRemote(client, new RunAddress("ada", "p", "run-1"), place),
                    new SummaryFold(Summary.EMPTY),
                    Map.of(),
                    Duration.ofSeconds(15),
                    now::get,
                    0);
            loop.set(Optional.of(uploads));
            now.set(NOW.plusSeconds(60));
            Thread thread = new Thread(uploads);
            thread.start();
            thread.join(5_000);
            assertThat(uploads.isDone()).isTrue();
        }
    }
}
