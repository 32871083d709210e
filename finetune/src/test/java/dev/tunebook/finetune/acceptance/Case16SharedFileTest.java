package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.acceptance.TrackerState.VersionState;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Case 16: the same data file used by ten jobs.
class Case16SharedFileTest extends AcceptanceCase {
    private static final String CONTENT = "/files/file-shared/content";

    static final Clause LINEAGE = Clause.of("lineage shows that all ten used it", world -> {
        tenJobs(world);
        world.sync();
        VersionState data = world.state().versions("train-file-shared").get(0);
        assertThat(data.usedBy())
                .containsExactlyElementsOf(
                        IntStream.range(0, 10).mapToObj(i -> "ftjob-" + i).toList());
    });

    static final Clause DOWNLOADED_ONCE = Clause.of("it is downloaded once", world -> {
        tenJobs(world);
        world.sync();
        assertThat(world.sandbox.requests().countOf(CONTENT)).isEqualTo(1);
    });

    static Stream<Clause> clauses() {
        return Stream.of(
                DOWNLOADED_ONCE,
                Clause.of("it is stored once", world -> {
                    tenJobs(world);
                    world.sync();
                    List<VersionState> data = world.state().versions("train-file-shared");
                    assertThat(data).hasSize(1);
                    assertThat(data.get(0).files()).containsKeys("file-shared", "file-shared.table.json");
                }),
                LINEAGE,
                Clause.of("another sync of another job stores it no second time", world -> {
                    tenJobs(world);
                    world.sync("ftjob-0");
                    world.sync("ftjob-1");
                    VersionState data =
                            world.state().versions("train-file-shared").get(0);
                    assertThat(world.state().versions("train-file-shared")).hasSize(1);
                    assertThat(data.usedBy()).containsExactly("ftjob-0", "ftjob-1");
                }));
    }

    private static void tenJobs(SyncWorld world) {
        IntStream.range(0, 10).forEach(i -> world.sandbox.add(world.shortJob("ftjob-" + i)));
    }
}
