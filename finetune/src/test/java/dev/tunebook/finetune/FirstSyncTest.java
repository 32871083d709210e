package dev.tunebook.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstSyncTest {
    @TempDir
    Path data;

    private SyncWorld world;

    @BeforeEach
    void start() {
        world = new SyncWorld(data);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aSucceededJobBecomesARunAndAgainIsNothing() {
        world.sandbox.add(world.job("ftjob-1"));
        SyncReport report = world.sync();
        assertThat(report.of("ftjob-1").orElseThrow().outcome()).isEqualTo(SyncReport.Outcome.CREATED);
        TrackerState.RunState run = world.state().run("ftjob-1");
        assertThat(run.state()).isEqualTo("finished");
        assertThat(run.jobType()).isEqualTo("fine-tune");
        assertThat(run.metric("train_loss")).hasSize(30);
        assertThat(run.console()).contains("The job has successfully completed");
        assertThat(run.summary().path("status").asString()).isEqualTo("succeeded");
        world.line.open();
        SyncReport again = world.sync();
        assertThat(again.of("ftjob-1").orElseThrow().outcome()).isEqualTo(SyncReport.Outcome.UNCHANGED);
        assertThat(world.line.mutating()).isEmpty();
    }

    @Test
    void aJobThatGoesOnIsFollowedUntilItEnds() {
        world.sandbox.add(world.job("ftjob-1").createdAgo(Duration.ZERO));
        world.sync();
        TrackerState.RunState run = world.state().run("ftjob-1");
        assertThat(run.state()).isEqualTo("finished");
        assertThat(run.metric("train_loss")).hasSize(30);
        assertThat(world.waits).contains(Duration.ofSeconds(60));
    }
}
