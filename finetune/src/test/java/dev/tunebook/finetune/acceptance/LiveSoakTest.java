package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.sandbox.Sandbox;
import dev.tunebook.sandbox.SandboxOptions;
import dev.tunebook.sandbox.script.JobScript;
import dev.tunebook.sandbox.script.ScriptedFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A job with 50,000 events, followed while it runs, in a process of 40 MB. It lives three hundred times faster than
/// the clock, but still for minutes: run it with `-Dtests.excluded=none`.
@ExtendWith(Worlds.class)
@Tag("soak")
class LiveSoakTest {
    private static final int STEPS = 50_000;

    @TempDir
    private Path folder;

    @Test
    void followedFromItsFirstEventToItsLast(SyncWorld world) throws Exception {
        world.sandbox.close();
        world.sandbox = Sandbox.start(
                SandboxOptions.builder().clock(Clock.systemUTC()).speed(300).build());
        world.sandbox.add(ScriptedFile.of("file-shared", "shared.jsonl", Examples.chat(10)));
        world.sandbox.add(JobScript.job("ftjob-1")
                .trainingFile("file-shared")
                .training(STEPS, 2, Duration.ofSeconds(1))
                .hyperparameter("n_epochs", 2)
                .createdAgo(Duration.ZERO));
        List<String> output = SyncProgram.run(world, 40, folder);
        int looks = world.sandbox.requests().countOf("/fine_tuning/jobs/ftjob-1");
        int pages = world.sandbox.requests().countOf("/fine_tuning/jobs/ftjob-1/events");
        System.out.println(STEPS + " events live: " + output.get(output.size() - 1) + ", " + looks + " looks, " + pages
                + " pages of events");
        assertThat(looks).isGreaterThan(3);
        // Every look reads one page more than it has new ones, at most; and the end reads once more.
        assertThat(pages).isBetween(STEPS / 100, STEPS / 100 + 2 * looks + 5);
        String followed = world.state().run("ftjob-1").history().toString();
        assertThat(world.state().run("ftjob-1").metric("train_loss")).hasSize(STEPS);
        world.emptyProject();
        SyncProgram.run(world, 40, folder);
        assertThat(world.state().run("ftjob-1").history()).hasToString(followed);
    }
}
