package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.SyncOptions;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.script.JobScriptBuilder;
import dev.tunebook.sandbox.script.ScriptedCheckpoint;
import dev.tunebook.sandbox.script.ScriptedFile;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Case 4: a sync killed between any two requests, to the provider or to the tracker, and started again ends where an
/// uninterrupted one does: no point twice, the same artifacts and versions. It is killed after each request that
/// changes
/// something: before the next one, and around those that only read, it leaves the same behind, and nothing of the
/// killed
/// process is used again. Over SQLite alone: this is the storage people have.
@ExtendWith(Worlds.class)
class Case04CrashTest {
    /// Requests that change something, of the smallest sync here.
    private static final int FEWEST = 10;

    /// What is synced, and what was there before.
    ///
    /// @param jobs put at the provider once
    /// @param before done in each project first, never interrupted
    /// @param sync the one that is killed
    record Scenario(String text, Setup jobs, Setup before, Function<SyncWorld, SyncOptions.Builder> sync) {
        interface Setup {
            void in(SyncWorld world);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static final Scenario EVERYTHING = new Scenario(
            "a job with all its files, checkpoints and model, and a failed one",
            world -> {
                world.sandbox.add(ScriptedFile.of("file-valid", "valid.jsonl", Examples.chat(3)));
                world.sandbox.add(whole(world, "ftjob-1").validationFile("file-valid"));
                world.sandbox.add(world.shortJob("ftjob-2").fails("invalid_n_examples", "training_file", "too few"));
            },
            world -> {},
            SyncWorld::options);

    static final Scenario OVERWRITE = new Scenario(
            "overwriting what is recorded",
            world -> world.sandbox.add(whole(world, "ftjob-1")),
            SyncWorld::sync,
            world -> world.options().overwrite(true));

    static Stream<Scenario> scenarios() {
        return Stream.of(
                EVERYTHING,
                new Scenario(
                        "an older job after a newer one, which keeps the alias latest",
                        world -> {
                            world.sandbox.add(world.shortJob("ftjob-1"));
                            world.sandbox.add(world.shortJob("ftjob-2"));
                        },
                        world -> world.sync("ftjob-2"),
                        world -> world.options().logDatasets(false)),
                OVERWRITE,
                new Scenario(
                        "a job followed while it runs",
                        world -> world.sandbox.add(world.shortJob("ftjob-1")
                                .createdAgo(Duration.ZERO)
                                .hyperparameter("n_epochs", 1)),
                        world -> {},
                        SyncWorld::options));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void endsWhereAnUninterruptedSyncDoes(Scenario scenario, Worlds.Source worlds) {
        verify(scenario, worlds.over(Storage.SQLITE));
    }

    static void verify(Scenario scenario, SyncWorld world) {
        scenario.jobs().in(world);
        scenario.before().in(world);
        world.sync(scenario.sync().apply(world));
        String expected = world.state().snapshot();
        int requests = 0;
        while (killed(scenario, world, requests + 1)) {
            requests++;
            String where = "after request " + requests + " that changes something, "
                    + world.line.mutating().get(requests - 1);
            world.line.open();
            world.sync(scenario.sync().apply(world));
            assertThat(world.state().snapshot()).as(where).isEqualTo(expected);
            world.state()
                    .runs()
                    .forEach(run -> assertThat(new HashSet<>(run.steps()))
                            .as(where)
                            .hasSize(run.steps().size()));
        }
        assertThat(requests).isGreaterThan(FEWEST);
    }

    /// Kills a sync as soon as its nth request that changes something has arrived.
    ///
    /// @return whether it had that many
    private static boolean killed(Scenario scenario, SyncWorld world, int n) {
        world.line.open();
        world.emptyProject();
        scenario.before().in(world);
        world.line.stopAfterMutating(n);
        try {
            world.trySync(scenario.sync().apply(world));
        } catch (RuntimeException e) {
            // A killed process reports nothing.
        }
        // Who was killed in the middle of waiting was interrupted.
        Thread.interrupted();
        return world.line.isStopped();
    }

    private static JobScriptBuilder whole(SyncWorld world, String id) {
        return world.shortJob(id)
                .checkpoints(List.of(new ScriptedCheckpoint(
                        Duration.ofSeconds(60),
                        2,
                        "ft:" + id + ":ckpt-step-2",
                        Json.object().put("train_loss", 0.5))));
    }
}
