package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.script.ScriptedCheckpoint;
import dev.tunebook.sandbox.script.ScriptedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A sync in a process of its own, killed with SIGKILL at random moments: the next one ends where an uninterrupted one
/// does.
@ExtendWith(Worlds.class)
class KillTest {
    /// How often to kill; a soak takes hundreds.
    private static final int KILLS = Integer.getInteger("tunebook.kills", 4);

    @TempDir
    private Path folder;

    @Test
    void killedAtRandomMomentsItEndsWhereAnUninterruptedSyncDoes(SyncWorld world)
            throws IOException, InterruptedException {
        world.sandbox.add(ScriptedFile.of("file-valid", "valid.jsonl", Examples.chat(3)));
        world.sandbox.add(world.job("ftjob-1").validationFile("file-valid"));
        world.sandbox.add(world.shortJob("ftjob-2").fails("invalid_n_examples", "training_file", "too few"));
        world.sandbox.add(world.shortJob("ftjob-3")
                .checkpoints(List.of(new ScriptedCheckpoint(
                        Duration.ofSeconds(60),
                        2,
                        "ft:x:ckpt-step-2",
                        Json.object().put("train_loss", 0.5)))));
        List<String> output = SyncProgram.run(world, 64, folder);
        String last = output.get(output.size() - 1);
        long whole = (long) (1000 * Double.parseDouble(last.substring(last.indexOf(' '))));
        String expected = world.state().snapshot();
        long seed = Long.getLong("tunebook.seed", 7);
        Random random = new Random(seed);
        int inTheMiddle = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            world.emptyProject();
            world.sandbox.requests().clear();
            long moment = (long) (whole * random.nextDouble());
            Process process = SyncProgram.start(world, 64, folder, folder.resolve("killed"));
            awaitRequest(world, process);
            boolean ended = process.waitFor(moment, TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            inTheMiddle += ended || world.state().runIds("{}", "+name").isEmpty() ? 0 : 1;
            world.sync();
            assertThat(world.state().snapshot())
                    .as("kill " + kill + ", " + moment + " of " + whole + " ms after the first request, seed " + seed)
                    .isEqualTo(expected);
        }
        System.out.println(KILLS + " kills, " + inTheMiddle + " of them while runs were written: the same each time");
    }

    /// A process takes most of its time to start; what is killed is the sync.
    private static void awaitRequest(SyncWorld world, Process process) throws InterruptedException {
        while (world.sandbox.requests().count() == 0 && process.isAlive()) {
            process.waitFor(1, TimeUnit.MILLISECONDS);
        }
    }
}
