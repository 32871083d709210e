package dev.tunebook.bench;

import dev.tunebook.store.sql.history.CompactionWatch.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// kill -9 of the server in the middle of ingest, again and again, over one data folder. Eight writers send lines over
/// HTTP, each to its own run; after each kill they begin again a little before their last acknowledged line and cut
/// their batches elsewhere. Every third kill hits a compaction at a known place: the server is started with a
/// [StopAt] that halts the compacting thread between two of its steps and says so; the kill comes then, while the
/// writers go on. In the end every acknowledged line must be there once, with its values.
final class KillTest {
    private static final int WRITERS = 8;
    private static final Stage[] STAGES = Stage.values();

    private final Path data;
    private final SplittableRandom random;
    private final ServerAddress address = new ServerAddress();
    private final List<KillWriter> writers = new ArrayList<>();
    private int inCompaction;

    private KillTest(Path data, long seed) {
        this.data = data;
        this.random = new SplittableRandom(seed);
        for (int run = 0; run < WRITERS; run++) {
            writers.add(new KillWriter(run, address, random.split()));
        }
    }

    /// `kill [KILLS [SEED]]`
    static void main(String[] arguments) throws Exception {
        int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        Path data = Files.createTempDirectory("tunebook-kill");
        System.out.println("data " + data + ", seed " + seed);
        boolean sound = new KillTest(data, seed).run(kills);
        System.exit(sound ? 0 : 1);
    }

    private boolean run(int kills) throws Exception {
        writers.forEach(KillWriter::start);
        for (int kill = 1; kill <= kills; kill++) {
            String where = kill % 3 == 0 ? duringCompaction(STAGES[kill / 3 % STAGES.length]) : anywhere();
            System.out.printf(Locale.ROOT, "kill %2d %-24s acked %,d%n", kill, where, acknowledged());
        }
        for (KillWriter writer : writers) {
            writer.end();
        }
        System.out.printf(Locale.ROOT, "%d kills, %d of them inside a compaction%n", kills, inCompaction);
        return new KillCheck(data).check(writers);
    }

    private long acknowledged() {
        return writers.stream().mapToLong(KillWriter::acknowledgedLines).sum();
    }

    private String anywhere() throws IOException, InterruptedException {
        ChildProcess server = ChildProcess.start(List.of(), "server", data.toString(), Integer.toString(WRITERS));
        address.set(server.port());
        long enough = acknowledged() + 200 + random.nextInt(20_000);
        long until = System.nanoTime() + 2_000_000_000L + random.nextLong(4_000_000_000L);
        while (acknowledged() < enough && System.nanoTime() < until) {
            Thread.sleep(1);
        }
        address.gone();
        server.kill();
        return "anywhere";
    }

    private String duringCompaction(Stage stage) throws IOException, InterruptedException {
        ChildProcess server = ChildProcess.start(
                List.of(),
                "server",
                data.toString(),
                Integer.toString(WRITERS),
                stage.name(),
                Integer.toString(1 + random.nextInt(3)));
        address.set(server.port());
        server.awaitLine("at " + stage);
        Thread.sleep(random.nextInt(50));
        address.gone();
        server.kill();
        inCompaction++;
        return "compaction, " + stage.name().toLowerCase(Locale.ROOT);
    }
}
