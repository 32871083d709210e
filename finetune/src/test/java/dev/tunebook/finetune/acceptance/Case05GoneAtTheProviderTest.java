package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.SyncReport.Outcome;
import dev.tunebook.finetune.acceptance.TrackerState.RunState;
import dev.tunebook.sandbox.script.Results;
import dev.tunebook.sandbox.script.ScriptedFile;
import java.util.stream.Stream;

/// Case 5: overwriting keeps what the provider has deleted since.
class Case05GoneAtTheProviderTest extends AcceptanceCase {
    private static final String RESULTS = "file-results";

    static final Clause RESULTS_GONE = Clause.of("a deleted result file: the history stays, to the digit", world -> {
        RunState before = synced(world);
        world.sandbox.deleteFile(RESULTS);
        assertThat(world.sync(world.options().overwrite(true)).with(Outcome.UPDATED))
                .hasSize(1)
                .allSatisfy(job -> assertThat(job.notes()).anyMatch(note -> note.contains("what was recorded stays")));
        assertThat(world.state().run("ftjob-1")).isEqualTo(before);
    });

    static Stream<Clause> clauses() {
        return Stream.of(
                RESULTS_GONE,
                Clause.of("forgotten events and checkpoints: rows, console and raw files stay", world -> {
                    RunState before = synced(world);
                    world.sandbox
                            .faults()
                            .onPath("/fine_tuning/jobs/ftjob-1/events")
                            .always()
                            .status(404);
                    world.sandbox
                            .faults()
                            .onPath("/fine_tuning/jobs/ftjob-1/checkpoints")
                            .always()
                            .status(404);
                    world.sync(world.options().overwrite(true));
                    assertThat(world.state().run("ftjob-1")).isEqualTo(before);
                }),
                Clause.of("everything gone but the job: nothing is lost, and a second time neither", world -> {
                    RunState before = synced(world);
                    world.sandbox.deleteFile(RESULTS);
                    world.sandbox.deleteFile("file-of-ftjob-1");
                    world.sandbox
                            .faults()
                            .onPath("/fine_tuning/jobs/ftjob-1/.*")
                            .always()
                            .status(404);
                    for (int i = 0; i < 2; i++) {
                        world.sync(world.options().overwrite(true));
                        RunState after = world.state().run("ftjob-1");
                        assertThat(after.history()).isEqualTo(before.history());
                        assertThat(after.console()).isEqualTo(before.console());
                        assertThat(after.files()).isEqualTo(before.files());
                    }
                    world.line.open();
                    assertThat(world.sync().with(Outcome.UNCHANGED)).hasSize(1);
                    assertThat(world.line.mutating()).isEmpty();
                }));
    }

    private static RunState synced(SyncWorld world) {
        world.sandbox.add(ScriptedFile.of("file-valid", "valid.jsonl", Examples.chat(3)));
        world.sandbox.add(world.job("ftjob-1")
                .validationFile("file-valid")
                .results(Results.ofCurve().as(RESULTS)));
        world.sync();
        return world.state().run("ftjob-1");
    }
}
