package dev.tunebook.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.wire.FileStreamRequest;
import dev.tunebook.model.wire.HistoryRowCodec;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.http.HttpCall;
import dev.tunebook.sdk.internal.http.HttpReply;
import dev.tunebook.sdk.internal.http.JdkTransport;
import dev.tunebook.sdk.internal.http.Transport;
import dev.tunebook.sdk.internal.journal.JournalRecord;
import dev.tunebook.sdk.internal.journal.RunJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program that is killed, anywhere, and a sync afterwards.
class RunRecoveryTest {
    private static final int ROWS = 4;

    @TempDir
    Path folder;

    /// The end of a process.
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// Lets some requests pass and then none.
    private static final class DyingTransport implements Transport {
        private final Transport real = new JdkTransport();
        private final AtomicInteger left;
        private final boolean answerLost;
        private final AtomicInteger seen = new AtomicInteger();

        /// @param answerLost whether the last request still reaches the server
        DyingTransport(int lives, boolean answerLost) {
            this.left = new AtomicInteger(lives);
            this.answerLost = answerLost;
        }

        @Override
        public HttpReply send(HttpCall call) {
            int before = left.getAndDecrement();
            if (before > 0) {
                seen.incrementAndGet();
                return real.send(call);
            }
            if (before == 0 && answerLost) {
                real.send(call).close();
            }
            throw new Killed();
        }
    }

    private static Client.World world(Transport transport) {
        return new Client.World(transport, InstantSource.system(), duration -> {}, new Random(1));
    }

    private Settings settings(FakeServer server, Transport transport, Path directory) {
        return server.settings(directory).toBuilder()
                .world(world(transport))
                .finishTimeout(Duration.ofSeconds(20))
                .build();
    }

    /// @return rows that were logged
    private int program(Settings settings) {
        int rows = 0;
        try {
            Run run = Wandb.init(
                    settings, RunOptions.builder().id("r1").config("lr", 1).build());
            for (; rows < ROWS - 1; rows++) {
                run.log(Map.of("i", rows));
            }
            run.log(Map.of("i", rows, "t", new Table("a").addRow(1)));
            rows++;
            run.saveFile("a.txt", "a".getBytes(UTF_8));
            run.logArtifact(new Artifact("out", "model").addBytes(new byte[] {1}, "x"));
            run.finish();
        } catch (RuntimeException e) {
            // Killed, or told that the rest could not be delivered.
        }
        return rows;
    }

    private static List<Path> runFolders(Path directory) throws IOException {
        if (!Files.isDirectory(directory.resolve("wandb"))) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(directory.resolve("wandb"))) {
            return folders.toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
    }

    private static List<Long> steps(FakeServer server) {
        return server.history("r1").stream()
                .map(line -> HistoryRowCodec.read(line, -1).step())
                .toList();
    }

    private static List<Long> range(long end) {
        return LongStream.range(0, end).boxed().toList();
    }

    @Test
    void aProgramKilledAtAnyRequestLosesNothingOnceSynced() throws IOException {
        int requests = requestsOfTheWholeProgram();
        assertThat(requests).isGreaterThan(15);
        for (int lives = 0; lives <= requests; lives++) {
            for (boolean answerLost : new boolean[] {false, true}) {
                killAfter(lives, answerLost);
            }
        }
    }

    private int requestsOfTheWholeProgram() throws IOException {
        try (FakeServer server = new FakeServer()) {
            DyingTransport transport = new DyingTransport(10_000, false);
            program(settings(server, transport, folder.resolve("whole")));
            return transport.seen.get();
        }
    }

    private void killAfter(int lives, boolean answerLost) throws IOException {
        String name = "after-" + lives + "-" + answerLost;
        Path directory = Files.createDirectory(folder.resolve(name));
        try (FakeServer server = new FakeServer()) {
            int rows = program(settings(server, new DyingTransport(lives, answerLost), directory));
            for (Path left : runFolders(directory)) {
                Path copy = folder.resolve(name + "-copy");
                copy(left, copy);
                Wandb.sync(settings(server, new JdkTransport(), directory), copy);
                assertThat(copy).as(name).doesNotExist();
            }
            boolean opened = server.runs.exists("r1") && rows > 0;
            if (opened) {
                assertThat(steps(server)).as(name).isEqualTo(range(rows));
                assertThat(server.runs.run("r1").summary().path("i").asInt()).isEqualTo(rows - 1);
            }
            if (rows == ROWS) {
                assertThat(server.artifacts.committed("run-r1-t")).as(name).hasSize(1);
            }
            assertThat(server.artifacts.committed("out").size()).as(name).isLessThan(2);
        }
    }

    @Test
    void aSyncKilledAtAnyRequestIsRepeated() throws IOException {
        Path offline = folder.resolve("offline");
        try (FakeServer server = new FakeServer()) {
            Settings settings = settings(server, new JdkTransport(), offline);
            program(settings.toBuilder().mode(Mode.OFFLINE).build());
        }
        Path left = runFolders(offline).get(0);
        for (int lives = 0; ; lives++) {
            Path copy = folder.resolve("copy-" + lives);
            copy(left, copy);
            try (FakeServer server = new FakeServer()) {
                DyingTransport transport = new DyingTransport(lives, lives % 2 == 0);
                boolean whole = syncs(settings(server, transport, folder), copy);
                if (!whole) {
                    Wandb.sync(settings(server, new JdkTransport(), folder), copy);
                }
                assertThat(steps(server)).isEqualTo(range(ROWS));
                assertThat(server.runs.run("r1").state).isEqualTo("finished");
                assertThat(server.runs.run("r1").uploaded).hasSize(2);
                assertThat(server.artifacts.committed("run-r1-t")).hasSize(1);
                assertThat(server.artifacts.committed("out")).hasSize(1);
                assertThat(server.artifacts.versions).hasSize(2);
                if (whole) {
                    return;
                }
            }
        }
    }

    private static boolean syncs(Settings settings, Path folder) {
        try {
            Wandb.sync(settings, folder);
            return true;
        } catch (Killed e) {
            return false;
        }
    }

    @Test
    void aJournalCutAnywhereGivesTheRowsBeforeTheCut() throws IOException {
        Path offline = folder.resolve("offline");
        try (FakeServer server = new FakeServer()) {
            Settings settings = settings(server, new JdkTransport(), offline);
            program(settings.toBuilder().mode(Mode.OFFLINE).build());
        }
        Path left = runFolders(offline).get(0);
        Path journal = left.resolve("run-r1.journal");
        byte[] whole = Files.readAllBytes(journal);
        int[] cuts = IntStream.concat(IntStream.of(0, 1, whole.length), new Random(5).ints(25, 0, whole.length))
                .toArray();
        for (int i = 0; i < cuts.length; i++) {
            Path copy = folder.resolve("cut-" + i);
            copy(left, copy);
            Files.write(copy.resolve("run-r1.journal"), Arrays.copyOf(whole, cuts[i]));
            syncsAPrefix(copy, cuts[i]);
        }
    }

    private void syncsAPrefix(Path copy, int cut) throws IOException {
        try (FakeServer server = new FakeServer()) {
            Settings settings = settings(server, new JdkTransport(), folder);
            try {
                Wandb.sync(settings, copy);
            } catch (InvalidInputException e) {
                assertThat(e).hasMessageContaining("began");
                assertThat(server.seen).as("cut at " + cut).isEmpty();
                return;
            }
            List<Long> steps = steps(server);
            assertThat(steps).as("cut at " + cut).isEqualTo(range(steps.size()));
            assertThat(server.runs.run("r1").count(FileStreamRequest.HISTORY)).isEqualTo(steps.size());
            assertThat(server.runs.run("r1").state).isIn("finished", "failed");
        }
    }

    @Test
    void aFolderWhoseRunIsDeliveredIsOnlyRemoved() throws IOException {
        try (FakeServer server = new FakeServer()) {
            Settings settings = settings(server, new JdkTransport(), folder);
            Run run = Wandb.init(settings, RunOptions.builder().id("r1").build());
            Path copy = folder.resolve("delivered");
            copy(runFolders(folder).get(0), copy);
            run.finish();
            try (RunJournal journal = RunJournal.reopen(copy.resolve("run-r1.journal"))) {
                journal.append(new JournalRecord.Finished(0));
                journal.append(new JournalRecord.Acknowledged(journal.end()));
            }
            server.seen.clear();
            Wandb.sync(settings, copy);
            assertThat(server.seen).isEmpty();
            assertThat(copy).doesNotExist();
        }
    }

    @Test
    void aFolderWithoutARunIsToldSo() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Files.createFile(empty.resolve("run-x.journal"));
        try (FakeServer server = new FakeServer()) {
            assertThatThrownBy(() -> Wandb.sync(settings(server, new JdkTransport(), folder), empty))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("began");
        }
    }
}
