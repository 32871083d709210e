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
        long begun = System.nanoTime();
        SyncProgram.run(world, 64, folder);
        long whole = (System.nanoTime() - begun) / 1_000_000;
        String expected = world.state().snapshot();
        long seed = Long.getLong("tunebook.seed", 7);
        Random random = new Random(seed);
        int inTheMiddle = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            world.emptyProject();
            long moment = (long) (whole * (0.2 + 0.8 * random.nextDouble()));
            Process process = SyncProgram.start(world, 64, folder, folder.resolve("killed"));
            boolean ended = process.waitFor(moment, TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            inTheMiddle += ended || world.state().runIds("{}", "+name").isEmpty() ? 0 : 1;
            world.sync();
            assertThat(world.state().snapshot())
                    .as("kill " + kill + " after " + moment + " of " + whole + " ms, seed " + seed)
                    .isEqualTo(expected);
        }
        System.out.println(KILLS + " kills, " + inTheMiddle + " of them while runs were written: the same each time");
    }
}
