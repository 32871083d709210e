package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.SyncOptions;
import dev.tunebook.finetune.SyncReport.Outcome;
import dev.tunebook.sandbox.script.JobScriptBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Case 1: every page is read, and `latest` names the model of the newest succeeded job.
class Case01NewestModelTest extends AcceptanceCase {
    private static final int PAGE = 20;

    static final Clause ALL_PAGES = Clause.of("45 jobs over three pages: all are seen", world -> {
        jobsOverThreePages(world);
        assertThat(world.sync(light(world)).with(Outcome.CREATED)).hasSize(45);
        assertThat(world.sandbox.requests().countOf("/fine_tuning/jobs")).isEqualTo(3);
        assertThat(world.state().runs()).hasSize(45);
        assertThat(latest(world)).isEqualTo("ftjob-45");
    });

    static final Clause NEWEST_FIVE = Clause.of("numFineTunes(5): the five newest, oldest of them first", world -> {
        jobsOverThreePages(world);
        assertThat(world.sync(light(world).numFineTunes(5)).jobs())
                .extracting(job -> job.jobId())
                .containsExactly("ftjob-41", "ftjob-42", "ftjob-43", "ftjob-44", "ftjob-45");
        assertThat(world.sandbox.requests().countOf("/fine_tuning/jobs")).isEqualTo(1);
        assertThat(world.state().runs()).hasSize(5);
    });

    static final Clause ANY_ORDER = Clause.of("latest is the newest, in whatever order jobs are logged", world -> {
        fourJobs(world);
        for (String job : List.of("ftjob-3", "ftjob-1", "ftjob-4", "ftjob-2")) {
            world.sync(light(world).fineTuneJobId(job));
        }
        assertThat(latest(world)).isEqualTo("ftjob-4");
        assertThat(world.state().versions("model-metadata")).hasSize(4);
    });

    static Stream<Clause> clauses() {
        return Stream.of(
                ALL_PAGES,
                NEWEST_FIVE,
                ANY_ORDER,
                Clause.of("latest is the newest after each single sync", world -> {
                    fourJobs(world);
                    world.sync(light(world).fineTuneJobId("ftjob-2"));
                    assertThat(latest(world)).isEqualTo("ftjob-2");
                    world.sync(light(world).fineTuneJobId("ftjob-1"));
                    assertThat(latest(world)).isEqualTo("ftjob-2");
                    world.sync(light(world).fineTuneJobId("ftjob-3"));
                    assertThat(latest(world)).isEqualTo("ftjob-3");
                }),
                Clause.of("latest stays when an older job is logged again and again", world -> {
                    fourJobs(world);
                    world.sync(light(world));
                    for (int i = 0; i < 2; i++) {
                        world.sync(light(world).fineTuneJobId("ftjob-1").overwrite(true));
                        assertThat(latest(world)).isEqualTo("ftjob-4");
                    }
                }),
                Clause.of("latest is a succeeded job's, though newer ones failed or were cancelled", world -> {
                    world.sandbox.add(at(world, 1));
                    world.sandbox.add(at(world, 2));
                    world.sandbox.add(at(world, 3).fails("invalid_training_file", "training_file", "broken"));
                    world.sandbox.add(at(world, 4).cancelledAfter(Duration.ofSeconds(52)));
                    world.sync(light(world));
                    assertThat(latest(world)).isEqualTo("ftjob-2");
                    assertThat(world.state().versions("model-metadata")).hasSize(2);
                }),
                Clause.of("the alias of a job names its model", world -> {
                    fourJobs(world);
                    world.sync(light(world));
                    for (int i = 1; i <= 4; i++) {
                        assertThat(world.state()
                                        .version("model-metadata", "ftjob-" + i)
                                        .metadata()
                                        .path("fine_tuned_model")
                                        .asString())
                                .isEqualTo("ft:model:" + i);
                    }
                }),
                Clause.of("another name and type of the model artifact are used", world -> {
                    world.sandbox.add(at(world, 1));
                    world.sync(light(world).modelArtifactName("tuned").modelArtifactType("tuned-model"));
                    assertThat(world.state().version("tuned", "latest").type()).isEqualTo("tuned-model");
                    assertThat(world.state().versions("model-metadata")).isEmpty();
                }));
    }

    private static void jobsOverThreePages(SyncWorld world) {
        world.provider(habits -> habits.maximumLimit(PAGE, true));
        IntStream.rangeClosed(1, 45)
                .forEach(i -> world.sandbox.add(
                        i % 9 == 0 ? at(world, i) : at(world, i).cancelledAfter(Duration.ofSeconds(10))));
    }

    private static void fourJobs(SyncWorld world) {
        IntStream.rangeClosed(1, 4).forEach(i -> world.sandbox.add(at(world, i)));
    }

    /// Job i, created i minutes after job 0.
    private static JobScriptBuilder at(SyncWorld world, int i) {
        Instant created = Instant.parse("2026-11-01T00:00:00Z").plus(Duration.ofMinutes(i));
        return world.shortJob("ftjob-" + i).createdAt(created).fineTunedModel("ft:model:" + i);
    }

    private static SyncOptions.Builder light(SyncWorld world) {
        return world.options().logDatasets(false);
    }

    private static String latest(SyncWorld world) {
        return world.state()
                .version("model-metadata", "latest")
                .metadata()
                .path("id")
                .asString();
    }
}
